import 'server-only'
import { linkTag } from '@/lib/core/customer-fields'
import { fail, type Result, succeed } from '@/lib/core/result'

import { callNango } from './call'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer, oldestFirst } from './connection'
import { keepAnswers } from './kept-answers'

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

/** At most 32 windows: some 20,000 connections. A failure is not kept. */
const windows = keepAnswers<Connection[]>('windows of connections', {
  keptMs: 15_000,
  most: 32,
  keepsFailure: () => false,
})

/** A window of the connections, newest first, as of at most 15 s ago. */
export function listConnections(
  nango: Nango,
  question: ConnectionsQuestion,
  window: PageWindow,
  at: Date,
): Promise<Result<Connection[]>> {
  const key = JSON.stringify([question.integration, question.customerId, window.limit, window.page])
  return windows.ask(nango, key, at.getTime(), () => ask(nango, question, window))
}

/** Makes the next question of this process reach Nango: something about a connection has just changed. */
export function forgetConnections(nango: Nango) {
  windows.forget(nango)
  ofCustomers.forget(nango)
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
type NewConnections = {
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

/**
 * One connection as the list has it, or null when there is none of that name. Unlike a read of the connection itself
 * it never makes Nango refresh credentials, whatever the key may do.
 */
export async function findConnection(
  nango: Nango,
  { integrationKey, connectionId }: { integrationKey: string; connectionId: string },
): Promise<Result<Connection | null>> {
  const answer = await callNango(
    nango,
    'listConnections',
    // This form of the call sends the id and no integration: several integrations may have one id.
    (sdk) => sdk.listConnections(connectionId, undefined, { limit: 100 }),
    ConnectionsAnswer,
  )
  if (!answer.ok) return fail(answer.failure)
  return succeed(
    answer.value.find((one) => one.id === connectionId && one.integrationKey === integrationKey) ?? null,
  )
}

/** The connections that carry one link's tag, oldest first: the read-back that alone makes a link connected. */
export async function findConnectionsOfLink(nango: Nango, linkId: string): Promise<Result<Connection[]>> {
  const answer = await callNango(
    nango,
    'listConnections',
    (sdk) => sdk.listConnections({ tags: { [linkTag]: linkId }, limit: 100 }),
    ConnectionsAnswer,
  )
  if (!answer.ok) return fail(answer.failure)
  return succeed(oldestFirst(answer.value.filter((one) => one.tags[linkTag] === linkId)))
}

type Question = { customerId: string; integrations: string[] }

// Somebody's allowance is nobody else's answer.
const ofCustomers = keepAnswers<Connection[]>('connections of customers', {
  keptMs: 30_000,
  keepsFailure: (code) => code !== 'rate_limited',
})

/** The connections that carry a customer's tag, of some integrations, newest first; as of at most 30 s ago. */
export function findConnectionsOfCustomer(
  nango: Nango,
  { at, ...question }: Question & { at: Date },
): Promise<Result<Connection[]>> {
  const key = JSON.stringify([question.customerId, question.integrations.toSorted()])
  return ofCustomers.ask(nango, key, at.getTime(), () => requestOfCustomer(nango, question))
}

const requestOfCustomer = async (
  nango: Nango,
  { customerId, integrations }: Question,
): Promise<Result<Connection[]>> => {
  const answer = await callNango(
    nango,
    'listConnections',
    (sdk) =>
      sdk.listConnections({
        tags: { end_user_id: customerId },
        integrationId: integrations.join(','),
        limit: 100,
      }),
    ConnectionsAnswer,
  )
  if (!answer.ok) return fail(answer.failure)
  return succeed(
    answer.value.filter(
      ({ tags, integrationKey }) =>
        tags['end_user_id'] === customerId && integrations.includes(integrationKey),
    ),
  )
}
