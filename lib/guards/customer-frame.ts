import 'server-only'
import { readLinkOriginFacts } from '@/lib/db/nango-states'
import { openDatabase } from '@/lib/db/open'
import { openNango } from '@/lib/nango/client'

/** The origin of Connect UI, which the frame of a customer's page shows: that of the settings, or what the first link showed. */
export async function connectUiOrigin(): Promise<string | null> {
  const nango = openNango()
  if (nango.connectOrigin !== null) return nango.connectOrigin
  const { db } = await openDatabase()
  return (await readLinkOriginFacts(db, nango.host)).pinned
}
