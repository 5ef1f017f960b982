import { expect, test } from 'vitest'

import { type Anchor, betterAnchor } from './time-words'

const before = { remainingMs: 60_000, wallMs: 1_000_000, steadyMs: 5000 }
const after = (passedMs: number, remainingMs: number) => ({
  remainingMs,
  wallMs: before.wallMs + passedMs,
  steadyMs: before.steadyMs + passedMs,
})

const quick = (one: Anchor, next: Anchor) => betterAnchor(one, next, next)

test('less left is believed, a little more is taken for the journey of the answer', () => {
  const less = after(2000, 57_900)
  expect(quick(before, less)).toBe(less)
  expect(quick(before, after(2000, 58_300))).toBe(before)
})

test('clearly more left is news: a clock of the browser was moved', () => {
  const more = after(2000, 59_000)
  expect(quick(before, more)).toBe(more)
})

test('an ended link keeps the moment of its end', () => {
  expect(quick(before, after(70_000, 0))).toBe(before)
  const early = after(10_000, 0)
  expect(quick(before, early)).toBe(early)
})

test('an answer that waited while the machine slept says nothing about now', () => {
  const late = after(7_000, 59_500)
  expect(betterAnchor(before, late, after(200, 0))).toBe(before)
  expect(betterAnchor(before, late, after(6_500, 0))).toBe(late)
})
