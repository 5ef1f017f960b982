import 'server-only'
import { sql } from 'drizzle-orm'

/** Whether a row of links has a search text from before it was folded: see `searchTextOf`. Plain ASCII is the same before and after. */
export const isUnfolded = sql.raw(
  'octet_length(search_text) > char_length(search_text) and strpos(search_text, chr(31)) = 0',
)
