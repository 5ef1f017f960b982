import { expect, it, vi } from 'vitest'

import { perProcess } from './per-process'

it('creates once, for every copy of the module that asks under the name', () => {
  const create = vi.fn(() => ({ count: 0 }))
  const first = perProcess('test once', create)
  const second = perProcess('test once', create)
  expect(first.peek()).toBeUndefined()
  expect(first.get()).toBe(second.get())
  expect(second.peek()).toBe(first.get())
  expect(create).toHaveBeenCalledTimes(1)
})

it('takes another value, and begins anew when it is forgotten', () => {
  const one = perProcess('test set', () => 'created')
  one.set('set')
  expect(one.get()).toBe('set')
  one.set(undefined)
  expect(one.get()).toBe('created')
})

it('keeps nothing of a creation that failed', () => {
  let isBroken = true
  const one = perProcess('test broken', () => {
    if (isBroken) throw new Error('broken')
    return 1
  })
  expect(() => one.get()).toThrow('broken')
  isBroken = false
  expect(one.get()).toBe(1)
})
