import 'server-only'
import { fail, type Result, succeed } from '@/lib/core/result'

import { callNango } from './call'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer, oldestFirst } from './connection'
import { forgetConnectionsOfCustomers } from './find-connections'

/** What Nango is asked for. It knows whole pages only: the first row of a window stands at place `page * limit`. */
export type PageWindow = { limit: number; page: number }

/** The smallest window that holds the place `place` (from 0) and at least `size` places from there on. */
export function windowFrom(place: number, size: number): PageWindow {
  let limit = size
  while (limit - (place % limit) < size) limit += 1
  return { limit, page: Math.floor(place / limit) }
}

/** Which connections Nango itself picks: those of an integration, those that carry a customer's tag; null means all. */
export type ConnectionsQuestion = { integration: string | null; customerId: string | null }

type Kept = { at: number; answer: Promise<Result<Connection[]>> }

/** Nango hears the same question at most once in this time from this process. */
const keptMs = 15_000
/** Some 20,000 connections. */
const mostKept = 32

const keptOf = new WeakMap<Nango, Map<string, Kept>>()

/** A window of the connections, newest first, as of at most 15 s ago. A failure is not kept. */
export function listConnections(
  nango: Nango,
  question: ConnectionsQuestion,
  window: PageWindow,
  at: Date,
): Promise<Result<Connection[]>> {
  const kept = keptOf.get(nango) ?? new Map<string, Kept>()
  keptOf.set(nango, kept)
  const key = JSON.stringify([question.integration, question.customerId, window.limit, window.page])
  dropOld(kept, at.getTime() - keptMs)
  const known = kept.get(key)
  if (known) return known.answer
  const answer = ask(nango, question, window)
  kept.set(key, { at: at.getTime(), answer })
  void answer.then((result) => {
    if (!result.ok && kept.get(key)?.answer === answer) kept.delete(key)
  })
  return answer
}

/** Makes the next question of this process reach Nango: something about a connection has just changed. */
export function forgetConnections(nango: Nango) {
  keptOf.delete(nango)
  forgetConnectionsOfCustomers(nango)
}

/** The map is in the order of asking. */
const dropOld = (kept: Map<string, Kept>, since: number) => {
  for (const [key, { at }] of kept) if (at <= since || kept.size >= mostKept) kept.delete(key)
}

const ask = async (
  nango: Nango,
  { integration, customerId }: ConnectionsQuestion,
  { limit, page }: PageWindow,
): Promise<Result<Connection[]>> => {
  const picked = {
    limit,
    ...(integration !== null && { integrationId: integration }),
    ...(customerId !== null && { tags: { end_user_id: customerId } }),
  }
  const answer = await callNango(
    nango,
    'listConnections',
    // This form of the call alone sends tags and integrations; it sends the page too, which its type does not know.
    (sdk) => sdk.listConnections(Object.assign(picked, { page })),
    ConnectionsAnswer,
  )
  return answer.ok ? succeed(answer.value) : fail(answer.failure)
}

/** What one read of all of Nango's newest connections saw. */
export type NewConnections = {
  /** Those created since the instant that was asked for, oldest first. */
  connections: Connection[]
  /** All that were seen on the way, older ones too. */
  seen: Connection[]
  /** Whether `seen` is every connection that there is. */
  isWhole: boolean
  /** Nango's clock, as it said so. */
  nangoNow: Date | null
}

type NewConnectionsQuestion = {
  since: (nangoNow: Date) => Date
  /** Whether to see as many of the older ones as one call can. */
  isLong: boolean
}

const shortPage = 100
/** The most that Nango gives with one call: packages/server/lib/controllers/connection/getConnections.ts. */
const longPage = 2_000
/** A bound for an environment that creates connections faster than they can be read. */
const mostCalls = 20

/**
 * Every connection created since an instant on Nango's clock, by as few calls as that takes: one while little happens.
 * `calls` counts them, a failed one twice because it may have been tried again.
 */
export async function listNewConnections(
  nango: Nango,
  { since, isLong }: NewConnectionsQuestion,
): Promise<{ calls: number; answer: Result<NewConnections> }> {
  let seen: Connection[] = []
  let nangoNow: Date | null = null
  let window = { limit: isLong ? longPage : shortPage, page: 0 }
  for (let calls = 1; ; calls += 1) {
    const answer = await requestNew(nango, window)
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

const requestNew = (nango: Nango, window: Window) =>
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
