import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer } from './connection'

/**
 * One connection as the list tells it, or null when there is none of that name. Unlike a look at the connection itself
 * it never makes Nango refresh credentials, whatever the key may do.
 */
export const findConnection = async (
  nango: Nango,
  { integrationKey, connectionId }: { integrationKey: string; connectionId: string },
): Promise<Result<Connection | null>> => {
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
