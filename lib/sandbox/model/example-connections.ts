import { createHash } from 'node:crypto'

import type { Integration } from './integration'
import { type Connection, type Store, toConnectionError } from './store'

const minuteMs = 60_000
/** Older than anything that a desk takes for new: a link's life, and the hour in which it may end late. */
const newestAgeMs = 3 * 60 * minuteMs
const stepMs = 37 * minuteMs
const organizations = 7

/**
 * Puts `count` made-up connections of as many customers into a store, the same every time: spread over the
 * integrations, every ninth with an auth error, every 25th with a sync error.
 */
export function addExamples(store: Store, count: number, now: Date): void {
  const { integrations } = store
  const newestMs = now.getTime() - newestAgeMs
  for (let number = 1; number <= count; number += 1) {
    const integration = integrations[(number + Math.floor(number / 25)) % integrations.length]
    if (integration !== undefined) {
      store.lastRow += 1
      const at = new Date(newestMs - (count - number) * stepMs)
      store.connections.push(example(store.lastRow, number, integration, at))
    }
  }
  store.connections.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}

const example = (row: number, number: number, integration: Integration, at: Date): Connection => {
  const organization = number % organizations
  return {
    id: row,
    connectionId: exampleConnectionId(row),
    integration,
    tags: {
      end_user_id: `customer_${number}`,
      end_user_email: `person${number}@example.com`,
      end_user_display_name: `Example ${number}`,
      organization_id: `org_${organization}`,
      organization_display_name: `Organization ${organization}`,
      plan: number % 3 === 0 ? 'free' : 'pro',
    },
    endUser: null,
    errors: [
      ...(number % 9 === 3 ? [toConnectionError('auth', row)] : []),
      ...(number % 25 === 7 ? [toConnectionError('sync', row)] : []),
    ],
    metadata: {},
    connectionConfig: {},
    webhookUrlOverride: null,
    createdAt: at,
    updatedAt: at,
    lastFetchedAt: at,
    credentials: {},
    refreshFailedAt: null,
  }
}

/** A UUID v4 by its form, of a row's number. */
const exampleConnectionId = (row: number): string => {
  const hex = createHash('sha256').update(`example connection ${row}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
