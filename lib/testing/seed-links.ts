import { sql } from 'drizzle-orm'

import { foldMark, searchTextOf } from '@/lib/core/search/search-text'
import type { Db } from '@/lib/db/open'

const frequentName = 'Ковалёва'
const rareName = 'Щербаков'
/** What follows in the search text of a link when its customer's name is not plain ASCII. */
const foldedTail = (name: string) => {
  const text = searchTextOf(['', name])
  return text.slice(text.indexOf(foldMark) - 1)
}

/** How a table of links looks after `rows` links of one year: SQL statements, to be run in turn on an empty desk. */
export function seedLinks(rows: number, endsAt: Date): string[] {
  const endMs = endsAt.getTime()
  const stepMs = Math.max(1, Math.floor(31_536_000_000 / rows))
  return [
    `insert into staff (id, identity, email, name, role, created_at)
       select 'stf_' || n, 'bench:' || n, 'agent' || n || '@example.com', 'Agent ' || n, 'agent', now()
       from generate_series(0, 49) n`,
    linkRows(rows, endMs, stepMs),
    `insert into link_integrations (link_id, position, integration_key, display_name, provider)
       select id, p, case when n % 1000 = 5 and p = 0 then 'int-few' else 'int-' || ((n * 7 + p) % 10) end,
         'Integration', 'github'
       from (select id, row_number() over (order by id) n from links) numbered, generate_series(0, 1) p
       where p = 0 or n % 8 = 0`,
  ]
}

/** Customer 42 is one of a few rare ones; every e-mail ends in example.com; every fifth name is in Cyrillic; every tenth link is of the organization Acme. */
const linkRows = (rows: number, endMs: number, stepMs: number) => `
  insert into links (id, maker_id, intent_key, input_hash, state, customer_id, customer_email, customer_name,
    organization_id, organization_name, own_tags, config_defaults, expires_at, ends_at, created_at, connected_at,
    ended_at, alarmed_at, search_text)
  select id, 'stf_' || (n * 7 % 50), 'key-' || n, 'hash', state, customer, email, name, organization,
    organization_name, '[]', '{}', made + interval '30 min', made + interval '30 min', made,
    case when state = 'connected' then made + interval '3 min' end,
    case when state not in ('active', 'creating') then made + interval '3 min' end,
    case when n % 10000 = 17 then made end,
    lower(concat_ws(' ', id, customer, email, name, organization, organization_name)) || case name
      when '${frequentName}' then '${foldedTail(frequentName)}' when '${rareName}' then '${foldedTail(rareName)}' else '' end
  from (
    select n, to_timestamp(ms / 1000.0) made, 'lnk_' || ${ulidOf('ms', 'n')} id,
      case when n > ${rows} - 30 then 'active' when n % 5000 = 3 then 'creating' when n % 50 = 1 then 'failed'
        when n % 10 = 2 then 'revoked' when n % 4 = 0 then 'expired' else 'connected' end state,
      'user_' || (n * 7919 % 200000) customer, 'person' || (n * 7919 % 200000) || '@example.com' email,
      case when n * 7919 % 100000 = 77 then '${rareName}' when n % 5 = 1 then '${frequentName}'
        else 'Person ' || substr(md5((n * 7919 % 200000)::text), 1, 6) end as name,
      'org_' || (n * 7919 % 2000) organization,
      case when n % 10 = 0 then 'Acme' else 'Company ' || (n * 7919 % 2000) end organization_name
    from (select n, ${endMs - stepMs}::bigint - (${rows} - n)::bigint * ${stepMs} ms from generate_series(1, ${rows}::bigint) n) numbered
  ) made_up`

/** Puts those links into an empty desk, with what the planner knows of them. The desk's limit of a statement is not for this. */
export const seedDatabase = (db: Db, rows: number, endsAt: Date) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`)
    for (const statement of seedLinks(rows, endsAt)) await tx.execute(sql.raw(statement))
    // What a vacuum would do for searches, which cannot be part of a transaction.
    await tx.execute(sql`select gin_clean_pending_list('links_search')`)
    await tx.execute(sql`analyze`)
  })

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** SQL for the ULID of a bigint of milliseconds, with random-looking but fixed digits. */
const ulidOf = (ms: string, seed: string) => {
  const digits = [45, 40, 35, 30, 25, 20, 15, 10, 5, 0].map(
    (shift) => `substr('${alphabet}', ((${ms} >> ${shift}) & 31)::int + 1, 1)`,
  )
  return `${digits.join(' || ')} || upper(substr(md5(${seed}::text), 1, 16))`
}
