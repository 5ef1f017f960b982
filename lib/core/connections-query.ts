import { z } from 'zod'

import type { ConnectionCursor, ConnectionsFilter } from './connections-filter'
import { IntegrationKey } from './integration'
import { TypedText } from './typed-text'

const Health = z.enum(['unhealthy', 'auth_error', 'sync_error', 'healthy'])

/** The filter of an address. What is missing, given twice or makes no sense counts as no filter. */
const Filter = z.object({
  search: TypedText.max(200).catch(''),
  integration: IntegrationKey.min(1).nullable().catch(null),
  health: Health.nullable().catch(null),
  customer: TypedText.min(1).max(255).nullable().catch(null),
})

const Cursor = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}-[1-9]\d{0,6}$/)
  .transform((text) => text.split('-').map(Number))
  .transform(([createdAtMs = 0, row = 0, seen = 1]) => ({ createdAtMs, row, seen }))
  .nullable()
  .catch(null)

/** The filter and the place on the list that an address asks for. Never fails: bad values are dropped. */
export const readConnectionsQuery = (
  query: Record<string, unknown>,
): { filter: ConnectionsFilter; cursor: ConnectionCursor } => ({
  filter: Filter.parse(query),
  cursor: Cursor.parse(query['before']),
})
