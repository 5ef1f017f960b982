import 'server-only'
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

import { instant } from './schema'

/** The settings of the last start: public ones as they were, secret ones as a fingerprint. */
export const lastSettings = pgTable('last_settings', { name: text().primaryKey(), value: text().notNull() })

/** Where the links of each Nango host lead: learned from its first answer. */
export const linkOrigins = pgTable('link_origins', {
  nangoHost: text('nango_host').primaryKey(),
  origin: text().notNull(),
  pinnedAt: instant('pinned_at').notNull(),
})

/** Connections whose credentials Nango said to be dead, until they are connected anew: so that it is told once. */
export const brokenConnections = pgTable(
  'broken_connections',
  {
    integrationKey: text('integration_key').notNull(),
    connectionId: text('connection_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.integrationKey, t.connectionId] })],
)

/** Turns that one process of several takes, until an instant on the database's clock. */
export const leases = pgTable('leases', {
  name: text().primaryKey(),
  holder: text().notNull(),
  until: instant('until').notNull(),
})
