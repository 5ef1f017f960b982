import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer } from './connection'
import { forgetConnectionsOfCustomers } from './find-connections-of-customer'
import type { PageWindow } from './page-window'

/** Which connections Nango itself picks: those of an integration, those that carry a customer's tag; null means all. */
export type ConnectionsQuestion = { integration: string | null; customerId: string | null }

type Kept = { at: number; answer: Promise<Result<Connection[]>> }

/** Nango hears the same question at most once in this time from this process. */
const keptMs = 15_000
/** Some 20,000 connections. */
const mostKept = 32

const keptOf = new WeakMap<Nango, Map<string, Kept>>()

/** A window of the connections, newest first, as of at most 15 s ago. A failure is not kept. */
export const listConnections = (
  nango: Nango,
  question: ConnectionsQuestion,
  window: PageWindow,
  at: Date,
): Promise<Result<Connection[]>> => {
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
export const forgetConnections = (nango: Nango) => {
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
