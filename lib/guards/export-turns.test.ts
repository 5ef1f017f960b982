import { expect, it } from 'vitest'

import { readSerially, acquireExportPlace } from './export-answer'

const leave = (place: ReturnType<typeof acquireExportPlace>) => 'leave' in place && place.leave()

it('gives one place a person and three in all, and takes them back', () => {
  const first = acquireExportPlace('ada')
  expect(acquireExportPlace('ada')).toEqual({ refused: 'export_running' })
  const others = [acquireExportPlace('bob'), acquireExportPlace('cleo')]
  expect(acquireExportPlace('dan')).toEqual({ refused: 'exports_full' })
  leave(first)
  const fourth = acquireExportPlace('dan')
  expect(fourth).toHaveProperty('leave')
  for (const place of [...others, fourth]) leave(place)
})

it('takes a place back once: the next export of the same person keeps its own', () => {
  const first = acquireExportPlace('ada')
  leave(first)
  const second = acquireExportPlace('ada')
  leave(first)
  expect(acquireExportPlace('ada')).toEqual({ refused: 'export_running' })
  leave(second)
})

it('reads one batch at a time, and goes on after one that failed', async () => {
  let atOnce = 0
  let most = 0
  const read = (isBad: boolean) =>
    readSerially(async () => {
      most = Math.max(most, (atOnce += 1))
      await Promise.resolve()
      atOnce -= 1
      if (isBad) throw new Error('broken')
    })
  const all = await Promise.allSettled([read(false), read(true), read(false)])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(most).toBe(1)
})
