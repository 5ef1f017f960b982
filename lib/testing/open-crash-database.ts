import { openPglite, openPostgres, type Database } from '@/lib/db/open'

/** The database that a killed process left behind: a PostgreSQL URL, or a PGlite directory. */
export const openCrashDatabase = (where: string): Promise<Database> =>
  where.startsWith('postgres') ? openPostgres(where) : openPglite(where)
