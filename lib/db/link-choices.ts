import 'server-only'
import { asc, eq, exists, sql } from 'drizzle-orm'

import type { Db } from './open'
import { linkIntegrations, links } from './schema'
import { actors } from './schema-tools'

const mostChoices = 500

/** Everybody who has made a link, by name; an internal tool has no e-mail address. */
export const listMakers = (db: Db): Promise<{ id: string; name: string; email: string | null }[]> =>
  db
    .select({ id: actors.id, name: actors.name, email: actors.email })
    .from(actors)
    .where(
      exists(
        db
          .select({ one: sql`1` })
          .from(links)
          .where(eq(links.makerId, actors.id)),
      ),
    )
    .orderBy(asc(actors.name), asc(actors.id))
    .limit(mostChoices)

/**
 * Every integration that a link was made for, by its newest name. It hops through the index from key to key:
 * PostgreSQL would read all of it for a `distinct`.
 */
export const listUsedIntegrations = (db: Db): Promise<{ key: string; displayName: string }[]> => {
  const { integrationKey: key, displayName, linkId } = linkIntegrations
  const used = sql`(
    with recursive hop as (
      (select ${key} as key from ${linkIntegrations} order by 1 limit 1)
      union all
      select (select ${key} from ${linkIntegrations} where ${key} > hop.key order by 1 limit 1)
      from hop where hop.key is not null
    )
    select hop.key, (
      select ${displayName} from ${linkIntegrations} where ${key} = hop.key order by ${linkId} desc limit 1
    ) as name from hop where hop.key is not null
  ) as used`
  return db
    .select({ key: sql<string>`used.key`, displayName: sql<string>`used.name` })
    .from(used)
    .orderBy(sql`used.name`, sql`used.key`)
    .limit(mostChoices)
}
