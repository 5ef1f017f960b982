import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer, linkTag, oldestFirst } from './connection'

/** The connections that carry one link's tag, oldest first: the read-back that alone makes a link connected. */
export const findConnectionsOfLink = async (nango: Nango, linkId: string): Promise<Result<Connection[]>> => {
  const answer = await callNango(
    nango,
    'listConnections',
    (sdk) => sdk.listConnections({ tags: { [linkTag]: linkId }, limit: 100 }),
    ConnectionsAnswer,
  )
  if (!answer.ok) return fail(answer.failure)
  return succeed(oldestFirst(answer.value.filter((one) => one.tags[linkTag] === linkId)))
}
