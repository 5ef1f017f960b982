import { expect, it } from 'vitest'

import { readAxiosError, readRateLimit } from './transport'

const now = new Date('2026-05-04T09:00:00Z')
const nowSeconds = now.getTime() / 1000
const hour = 3_600

const read = (headers: Record<string, string>, status = 200) =>
  readRateLimit(
    status,
    { 'x-ratelimit-limit': '200', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0', ...headers },
    now,
  )
const left = (date: Date | null | undefined) => date && (date.getTime() - now.getTime()) / 1000

it.each([
  [`${nowSeconds + 30}`, 30],
  [`${(nowSeconds + 30) * 1000}`, 30],
  [`${nowSeconds - 30}`, 0],
  [`${(nowSeconds - 30) * 1000}`, 0],
  ['30', 30],
  ['0', 0],
  ['', 0],
  [`${nowSeconds + 86_400}`, hour],
  ['100000', hour],
  ['99999999999999999999', hour],
  ['1e300', hour],
])('a reset of %j is %d s away', (reset, seconds) => {
  const limit = read({ 'x-ratelimit-reset': reset })
  expect(left(limit?.resetsAt)).toBe(seconds)
  expect(limit?.blockedUntil).toBeNull()
})

it('counts the reset from Nango’s own clock', () => {
  const date = new Date(now.getTime() + 600_000).toUTCString()
  expect(left(read({ 'x-ratelimit-reset': `${nowSeconds + 630}`, date })?.resetsAt)).toBe(30)
  expect(left(read({ 'x-ratelimit-reset': `${(nowSeconds + 630) * 1000}`, date })?.resetsAt)).toBe(30)
})

it.each([
  ['0', 1],
  ['-5', 1],
  ['7', 7],
  ['86400', hour],
  ['99999999999999999999', hour],
  ['1e999', 60],
  ['soon', 60],
  ['Mon, 04 May 2026 09:00:30 GMT', 60],
  [undefined, 60],
])('after a 429 a Retry-After of %j is %d s', (retryAfter, seconds) => {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  expect(left(read(headers, 429)?.blockedUntil)).toBe(seconds)
  const error = readAxiosError({ isAxiosError: true, response: { status: 429, data: null, headers } })
  expect(error?.response?.headers['retry-after']).toBe(seconds)
})

it.each(['-1', '99999999999', '1.5', 'x', '200, 200;w=60'])('a limit of %j is none', (limit) => {
  expect(read({ 'x-ratelimit-limit': limit })).toBeNull()
  expect(read({ 'x-ratelimit-remaining': limit })).toBeNull()
})
