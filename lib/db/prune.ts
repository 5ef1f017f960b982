import 'server-only'
import type { Db } from './open'

/**
 * Gives back the room of rows that are gone, and tells the planner how the tables look by now. PostgreSQL does so by
 * itself; PGlite never does, and without it the planner reads whole tables where an index would do.
 */
export const tidying = 'vacuum (analyze)'

export async function tidyDatabase(db: Db): Promise<void> {
  await db.execute(tidying)
}
