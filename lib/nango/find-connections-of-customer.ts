import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer } from './connection'

type Question = { customerId: string; integrations: string[]; at: Date }
type Asked = { at: number; answer: Promise<Result<Connection[]>> }

/** Nango hears the same question at most once in this time from this process, whatever it answers. */
const askEveryMs = 30_000

const askedOf = new WeakMap<Nango, Map<string, Asked>>()

/** Forgets what it was told: something about a connection has just changed. */
export const forgetConnectionsOfCustomers = (nango: Nango) => askedOf.delete(nango)

/** The connections that carry a customer's tag, of some integrations, newest first; as of at most 30 s ago. */
export const findConnectionsOfCustomer = (
  nango: Nango,
  { at, ...question }: Question,
): Promise<Result<Connection[]>> => {
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
