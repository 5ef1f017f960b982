import { EventEmitter, once } from 'node:events'

import { beforeAll, expect, it, vi } from 'vitest'

import { log } from '@/lib/log'
import { lastTurn } from '@/lib/status/mark-turn'
import { useTestSettings } from '@/lib/testing/test-settings'

import { startLoop } from './loop'

beforeAll(() => {
  useTestSettings()
})

it('a turn that never ends is given up and told; the next one comes, and the loop can be ended', async () => {
  const error = vi.spyOn(log(), 'error').mockReturnValue()
  const turn = vi.fn<() => Promise<void>>(() => new Promise(() => {}))
  const end = startLoop({ name: 'stuck', everyMs: 1, mostMs: 5, turn })
  await expect.poll(() => turn.mock.calls.length).toBeGreaterThan(2)
  await end()
  expect(error.mock.calls[0]).toEqual([{ name: 'stuck', mostMs: 5 }, expect.stringContaining('given up')])
  expect(lastTurn('stuck')).toBeNull()
})

it('a turn that fails is told, and does not count as ended well', async () => {
  const error = vi.spyOn(log(), 'error').mockReturnValue()
  let turns = 0
  const turn = async () => {
    turns += 1
    if (turns === 1) throw new Error('once')
  }
  const end = startLoop({ name: 'failing', everyMs: 1, mostMs: 60_000, turn })
  await expect.poll(() => turns).toBeGreaterThan(1)
  await end()
  expect(error.mock.calls).toHaveLength(1)
  expect(Date.parse(lastTurn('failing') ?? '')).toBeLessThanOrEqual(Date.now())
})

it('ending waits for the turn under way', async () => {
  const gate = new EventEmitter()
  const told: string[] = []
  const turn = async () => {
    await once(gate, 'open')
    told.push('turn over')
  }
  const end = startLoop({ name: 'slow', everyMs: 1, mostMs: 60_000, turn })
  const ended = end().then(() => told.push('loop over'))
  gate.emit('open')
  await ended
  expect(told).toEqual(['turn over', 'loop over'])
})
