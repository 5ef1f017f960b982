import 'server-only'
import { fail, type Result, succeed } from '@/lib/core/result'

import { callNango } from './call'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer, linkTag, oldestFirst } from './connection'
import { keepAnswers } from './kept-answers'

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

/** Forgets what was answered: something about a connection has just changed. */
export function forgetConnectionsOfCustomers(nango: Nango) {
  ofCustomers.forget(nango)
}

/** The connections that carry a customer's tag, of some integrations, newest first; as of at most 30 s ago. */
export function findConnectionsOfCustomer(
  nango: Nango,
  { at, ...question }: Question & { at: Date },
): Promise<Result<Connection[]>> {
  const key = JSON.stringify([question.customerId, question.integrations.toSorted()])
  return ofCustomers.ask(nango, key, at.getTime(), () => ask(nango, question))
}

const ask = async (nango: Nango, { customerId, integrations }: Question): Promise<Result<Connection[]>> => {
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
