import 'server-only'
import { and, desc, sql } from 'drizzle-orm'

import { customerFields, forFields, optionalFieldNames } from '@/lib/core/customer-fields'
import { toSearchText } from '@/lib/customers/view'
import type { Db } from '@/lib/db/open'
import { isUnfolded, links } from '@/lib/db/schema'

/** Folds the search texts of the newest `most` links that need it, and returns how many there were. */
export async function foldNewest(db: Db, most: number): Promise<number> {
  const found = await db
    .select({
      id: links.id,
      customer: {
        id: links.customerId,
        ...forFields(optionalFieldNames, (field) => links[customerFields[field].column]),
      },
    })
    .from(links)
    .where(isUnfolded)
    .orderBy(desc(links.id))
    .limit(most)
  if (found.length === 0) return 0
  const texts = found.map(({ id, customer }) => ({ id, text: toSearchText(id, customer) }))
  await db
    .update(links)
    .set({ searchText: sql`folded.text` })
    .from(sql`jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as folded(id text, text text)`)
    .where(and(sql`${links.id} = folded.id`, isUnfolded))
  return found.length
}
