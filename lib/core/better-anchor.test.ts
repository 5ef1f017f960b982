import { expect, test } from 'vitest'

import { betterAnchor } from './better-anchor'

const before = { remainingMs: 60_000, wallMs: 1_000_000, steadyMs: 5000 }
const after = (passedMs: number, remainingMs: number) => ({
  remainingMs,
  wallMs: before.wallMs + passedMs,
  steadyMs: before.steadyMs + passedMs,
})

test('less left is believed, a little more is taken for the journey of the answer', () => {
  const less = after(2000, 57_900)
  expect(betterAnchor(before, less)).toBe(less)
  expect(betterAnchor(before, after(2000, 58_300))).toBe(before)
})

test('clearly more left is news: a clock of the browser was moved', () => {
  const more = after(2000, 59_000)
  expect(betterAnchor(before, more)).toBe(more)
})

test('an ended link keeps the moment of its end', () => {
  expect(betterAnchor(before, after(70_000, 0))).toBe(before)
  const early = after(10_000, 0)
  expect(betterAnchor(before, early)).toBe(early)
})
