import 'server-only'
import { fail, type Result, succeed } from '@/lib/core/result'

import { callNango } from './call'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer, linkTag, oldestFirst } from './connection'

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

type Question = { customerId: string; integrations: string[]; at: Date }
type Asked = { at: number; answer: Promise<Result<Connection[]>> }

/** Nango hears the same question at most once in this time from this process, whatever it answers. */
const askEveryMs = 30_000

const askedOf = new WeakMap<Nango, Map<string, Asked>>()

/** Forgets what was answered: something about a connection has just changed. */
export function forgetConnectionsOfCustomers(nango: Nango) {
  return askedOf.delete(nango)
}

/** The connections that carry a customer's tag, of some integrations, newest first; as of at most 30 s ago. */
export function findConnectionsOfCustomer(
  nango: Nango,
  { at, ...question }: Question,
): Promise<Result<Connection[]>> {
  const asked = askedOf.get(nango) ?? new Map<string, Asked>()
  askedOf.set(nango, asked)
  const since = at.getTime() - askEveryMs
  for (const [key, old] of asked) if (old.at <= since) asked.delete(key)
  const key = JSON.stringify([question.customerId, question.integrations.toSorted()])
  const known = asked.get(key) ?? { at: at.getTime(), answer: ask(nango, question) }
  asked.set(key, known)
  // Somebody's allowance is nobody else's answer.
  void known.answer.then((answer) => {
    if (!answer.ok && answer.failure.code === 'rate_limited') asked.delete(key)
  })
  return known.answer
}

const ask = async (
  nango: Nango,
  { customerId, integrations }: Omit<Question, 'at'>,
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
