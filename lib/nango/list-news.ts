import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer, oldestFirst } from './connection'

/** What one look at all of Nango's newest connections saw. */
export type News = {
  /** Those made since the instant that was asked for, oldest first. */
  connections: Connection[]
  /** All that were seen on the way, older ones too. */
  seen: Connection[]
  /** Whether `seen` is every connection that there is. */
  isWhole: boolean
  /** Nango's clock, as it said so. */
  nangoNow: Date | null
}

type NewsQuestion = {
  since: (nangoNow: Date) => Date
  /** Whether to see as many of the older ones as one call can. */
  isLong: boolean
}

const shortPage = 100
/** The most that Nango gives with one call: packages/server/lib/controllers/connection/getConnections.ts. */
const longPage = 2_000
/** A bound for an environment that makes connections faster than they can be read. */
const mostCalls = 20

/**
 * Every connection made since an instant on Nango's clock, by as few calls as that takes: one while little happens.
 * `calls` counts them, a failed one twice because it may have been tried again.
 */
export const listNews = async (
  nango: Nango,
  { since, isLong }: NewsQuestion,
): Promise<{ calls: number; answer: Result<News> }> => {
  let seen: Connection[] = []
  let nangoNow: Date | null = null
  let window = { limit: isLong ? longPage : shortPage, page: 0 }
  for (let calls = 1; ; calls += 1) {
    const answer = await ask(nango, window)
    if (!answer.ok) return { calls: calls + 1, answer: fail(answer.failure) }
    nangoNow ??= answer.date
    const from = since(nangoNow ?? answer.receivedAt)
    seen = window.page === 0 ? answer.value : [...seen, ...answer.value]
    const isWhole = answer.value.length < window.limit
    if (isWhole || answer.value.some((one) => one.createdAt < from) || calls === mostCalls) {
      const connections = oldestFirst(seen.filter((one) => one.createdAt >= from))
      return { calls, answer: succeed({ connections, seen, isWhole, nangoNow }) }
    }
    window = next(window)
  }
}

type Window = { limit: number; page: number }

const ask = (nango: Nango, window: Window) =>
  callNango(
    nango,
    'listConnections',
    // The SDK's other form of this call does not know pages by its type.
    (sdk) => sdk.listConnections(undefined, undefined, window),
    ConnectionsAnswer,
  )

/** Where a short page does not reach, a long one begins anew. */
const next = ({ limit, page }: Window): Window => ({
  limit: longPage,
  page: limit === longPage ? page + 1 : 0,
})
