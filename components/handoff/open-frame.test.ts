import { describe, expect, it } from 'vitest'

import { type Due, dueOf } from './open-frame'

const minuteMs = 60_000
const lifeMs = 30 * minuteMs
const dueAt = (minutesLeft: number, isTouched: boolean, isVisible = true) =>
  dueOf({ remainingMs: minutesLeft * minuteMs, lifeMs, isTouched, isVisible })

describe('the frame of a connect session', () => {
  it.each<[string, Due, Due, Due]>([
    // while somebody looks on, after somebody was in it, and while nobody looks
    ['29', null, null, null],
    ['2.1', null, null, null],
    ['2', 'renew', 'ending', null],
    ['0.1', 'renew', 'ending', null],
    ['0', 'renew', 'over', 'over'],
    ['-60', 'renew', 'over', 'over'],
  ])('with %s minutes left', (minutes, untouched, touched, hidden) => {
    const left = Number(minutes)
    expect([dueAt(left, false), dueAt(left, true), dueAt(left, false, false)]).toEqual([
      untouched,
      touched,
      hidden,
    ])
  })
  it('is never taken from somebody who was in it, whether they look or not', () => {
    for (const isVisible of [true, false])
      for (let left = 30; left > -90; left -= 1) expect(dueAt(left, true, isVisible)).not.toBe('renew')
  })
  it('of a short session is not replaced as soon as it is there', () => {
    const short = { lifeMs: minuteMs, isTouched: false, isVisible: true }
    expect(dueOf({ ...short, remainingMs: minuteMs })).toBeNull()
    expect(dueOf({ ...short, remainingMs: minuteMs / 2 })).toBe('renew')
  })
})
