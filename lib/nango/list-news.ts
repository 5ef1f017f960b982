import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type Connection, ConnectionsAnswer, oldestFirst } from './connection'

/** What one look at all of Nango's newest connections saw, oldest first, and Nango's clock as it said so. */
export type News = { connections: Connection[]; nangoNow: Date | null }

const pageSize = 100
/** A bound for an environment that makes connections faster than they can be read. */
const mostPages = 50

/** Every connection made since an instant on Nango's clock, by as few calls as that takes: one while little happens. */
export const listNews = async (nango: Nango, since: (nangoNow: Date) => Date): Promise<Result<News>> => {
  const connections: Connection[] = []
  let nangoNow: Date | null = null
  for (let page = 0; page < mostPages; page += 1) {
    // The SDK's other form of this call does not know pages by its type.
    const answer = await callNango(
      nango,
      'listConnections',
      (sdk) => sdk.listConnections(undefined, undefined, { limit: pageSize, page }),
      ConnectionsAnswer,
    )
    if (!answer.ok) return fail(answer.failure)
    nangoNow ??= answer.date
    const from = since(nangoNow ?? answer.receivedAt)
    connections.push(...answer.value.filter((one) => one.createdAt >= from))
    if (answer.value.length < pageSize || answer.value.some((one) => one.createdAt < from)) break
  }
  return succeed({ connections: oldestFirst(connections), nangoNow })
}
