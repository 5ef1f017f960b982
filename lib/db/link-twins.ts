import 'server-only'
import { type SQL, sql } from 'drizzle-orm'

import type { links } from './schema'

/** The condition on a row `twin` of the links: it was made in the place of another link, and shown to somebody. */
export const isTwinOf = (id: typeof links.id): SQL =>
  sql`where twin.renews_id = ${id} and twin.state in ('active', 'connected', 'expired', 'revoked')`
