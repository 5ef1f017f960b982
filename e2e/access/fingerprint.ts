import { createHash } from 'node:crypto'

import type { AccessDesk } from './access-desk'

/**
 * What only an allowed request may change: links, people, sessions, keys, webhooks, the audit log but for refusals, and
 * the connections at Nango.
 */
export async function takeFingerprint({ sql, app }: AccessDesk): Promise<string> {
  const [row] = await sql<Record<string, string>[]>`select
    (select md5(string_agg(concat_ws(',', id, maker_id, state, revoke_asked_at), ';' order by id)) from links) as links,
    (select md5(string_agg(concat_ws(',', id, role, disabled_at), ';' order by id)) from staff) as staff,
    (select md5(string_agg(concat_ws(',', id, ended_at), ';' order by id)) from sessions) as sessions,
    (select md5(string_agg(concat_ws(',', id, scopes, revoked_at), ';' order by id)) from api_keys) as keys,
    (select md5(string_agg(concat_ws(',', id, next_attempt_at), ';' order by id)) from outgoing_webhooks) as sent,
    (select count(*) from webhook_deliveries) as received,
    (select count(*) from events where kind <> 'action.refused') as events`
  const headers = { authorization: `Bearer ${app.secrets['NANGO_API_KEY'] ?? ''}` }
  const connections = await (await fetch(`${app.faults.origin}/connections?limit=1000`, { headers })).text()
  return JSON.stringify({ ...row, connections: createHash('md5').update(connections).digest('hex') }, null, 1)
}
