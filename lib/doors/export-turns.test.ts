import { expect, it } from 'vitest'

import { readInTurn, takeExportPlace } from './export-turns'

const leave = (place: ReturnType<typeof takeExportPlace>) => 'leave' in place && place.leave()

it('gives one place a person and three in all, and takes them back', () => {
  const first = takeExportPlace('ada')
  expect(takeExportPlace('ada')).toEqual({ refused: 'export_running' })
  const others = [takeExportPlace('bob'), takeExportPlace('cleo')]
  expect(takeExportPlace('dan')).toEqual({ refused: 'exports_full' })
  leave(first)
  const fourth = takeExportPlace('dan')
  expect(fourth).toHaveProperty('leave')
  for (const place of [...others, fourth]) leave(place)
})

it('takes a place back once: the next export of the same person keeps its own', () => {
  const first = takeExportPlace('ada')
  leave(first)
  const second = takeExportPlace('ada')
  leave(first)
  expect(takeExportPlace('ada')).toEqual({ refused: 'export_running' })
  leave(second)
})

it('reads one batch at a time, and goes on after one that failed', async () => {
  let atOnce = 0
  let most = 0
  const read = (isBad: boolean) =>
    readInTurn(async () => {
      most = Math.max(most, (atOnce += 1))
      await Promise.resolve()
      atOnce -= 1
      if (isBad) throw new Error('broken')
    })
  const all = await Promise.allSettled([read(false), read(true), read(false)])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(most).toBe(1)
})
