import { createHash } from 'node:crypto'

import type { AccessDesk } from './access-desk'
import { type Case, casesOf, changesSomething, type Row, type Thing } from './row'
import { type Answer, findAction, send, sendAction, sendJson } from './send'
import type { Things } from './things'

/**
 * What only an allowed request may change: links, people, sessions, keys, webhooks, the audit log but for refusals, and
 * the connections at Nango.
 */
export async function readFingerprint({ sql, app }: AccessDesk): Promise<string> {
  const [row] = await sql<Record<string, string>[]>`select
    (select md5(string_agg(concat_ws(',', id, maker_id, state, revoke_asked_at), ';' order by id)) from links) as links,
    (select md5(string_agg(concat_ws(',', h.*), ';' order by link_id)) from handoffs h) as handoffs,
    (select md5(string_agg(concat_ws(',', id, passed_at), ';' order by id)) from visits) as visits,
    (select count(*) from visit_connections) as told,
    (select md5(string_agg(concat_ws(',', id, retired_at), ';' order by id)) from connect_sessions) as connecting,
    (select md5(string_agg(concat_ws(',', id, role, disabled_at, preferences), ';' order by id)) from staff) as staff,
    (select md5(string_agg(concat_ws(',', id, ended_at), ';' order by id)) from sessions) as sessions,
    (select md5(string_agg(concat_ws(',', id, scopes, revoked_at), ';' order by id)) from api_keys) as keys,
    (select md5(string_agg(concat_ws(',', id, next_attempt_at), ';' order by id)) from outgoing_webhooks) as sent,
    (select count(*) from mails) as mails,
    (select count(unsubscribed_at) from mail_reminders) as reminders,
    (select count(*) from webhook_deliveries) as received,
    (select count(*) from events where kind <> 'action.refused') as events`
  const headers = { authorization: `Bearer ${app.secrets['NANGO_API_KEY'] ?? ''}` }
  const connections = await (await fetch(`${app.faults.origin}/connections?limit=1000`, { headers })).text()
  return JSON.stringify({ ...row, connections: createHash('md5').update(connections).digest('hex') }, null, 1)
}

/**
 * What a subject got: `shown`, `no such page`, `sign-in` for a page; `200`, `404 not_found` for a route; `done`, or the
 * code of the failure for an action; `→ /links`, `→ elsewhere` for all. Then ` + changed`, ` + link` and ` + key`.
 */
export function outcomeOf({ kind }: Row, answer: Answer, hasChanged: boolean): string {
  const words = [outcomes[kind](answer)]
  if (hasChanged) words.push('changed')
  if (answer.text.includes('nango_connect_session_')) words.push('link')
  if (/cdk_[\w-]{43}/.test(answer.text)) words.push('key')
  return words.join(' + ')
}

const pageOutcome = ({ status, headers }: Answer) => {
  if (status === 200) return 'shown'
  if (status === 404) return 'no such page'
  const location = headers.get('location')
  if (location === null) return String(status)
  const target = toTarget(location)
  return /^→ \/signin($|\?callbackUrl=)/.test(target) ? 'sign-in' : target
}

const routeOutcome = ({ status, headers, text }: Answer) => {
  const location = headers.get('location')
  if (location !== null) return toTarget(location)
  const code = /"code":"(?<code>\w+)"/.exec(text)?.groups?.['code']
  return status >= 400 && code ? `${status} ${code}` : String(status)
}

const actionOutcome = ({ status, headers, text }: Answer) => {
  const target = headers.get('x-action-redirect')
  if (target !== null) return toTarget(target.split(';')[0] ?? '')
  const code = /(?:"failure":|^)\{"code":"(?<code>\w+)"/.exec(text)?.groups?.['code']
  return status === 200 ? (code ?? 'done') : `${status} ${code ?? ''}`.trim()
}

const outcomes = { page: pageOutcome, route: routeOutcome, action: actionOutcome }

/** Where to, as `→ /links`; what is not the desk is `→ elsewhere`. */
const toTarget = (address: string) => {
  const url = new URL(address, 'http://desk.invalid')
  const isHere = url.hostname === 'desk.invalid' || url.hostname === 'localhost'
  const path = url.pathname.replace(/^\/c\/[0-9a-z]{26}/, '/c/code')
  return `→ ${isHere ? path + url.search : 'elsewhere'}`
}

/** Sends a row's request about a thing, with these headers. */
export const sendRow = (
  origin: string,
  row: Row,
  thing: Thing,
  headers: Record<string, string>,
): Promise<Answer> => {
  if (row.kind === 'page') return send(`${origin}${row.ask(thing)}`, { headers })
  if (row.kind === 'action') return sendAction(origin, findAction(nameOf(row)), row.ask(thing), headers)
  const { path, body, form, headers: own } = row.ask(thing)
  const method = nameOf(row)
  return form
    ? send(`${origin}${path}`, { method, headers: { ...headers, ...own }, body: new URLSearchParams(form) })
    : sendJson(`${origin}${path}`, method, { ...headers, ...own }, body)
}

/** `GET /api/links` → `GET`; `action revokeLinkAction` → `revokeLinkAction`. */
const nameOf = ({ kind, name }: Row) => name.split(' ')[kind === 'action' ? 1 : 0] ?? ''

/**
 * What went otherwise than the table says, in words. Cases that are to change nothing come first, and are looked at together:
 * only where something did change is each of them tried again by itself.
 */
export async function runCases(desk: AccessDesk, things: Things, row: Row): Promise<string[]> {
  const cases = casesOf(row)
  const harmless = cases.filter((one) => !changesSomething(one))
  for (const { which, subject } of harmless) await things.find(row.about, which, subject, false)
  const before = await readFingerprint(desk)
  const told = []
  for (const one of harmless) told.push(judge(row, one, await sendCase(desk, things, row, one), false))
  if ((await readFingerprint(desk)) !== before) {
    told.push('A case changed something that was to change nothing.')
    for (const one of harmless) told.push(await runCase(desk, things, row, one))
  }
  for (const one of cases.filter(changesSomething)) told.push(await runCase(desk, things, row, one))
  return told.filter((words) => words !== null)
}

async function sendCase(desk: AccessDesk, things: Things, row: Row, one: Case): Promise<Answer> {
  const thing = await things.find(row.about, one.which, one.subject, changesSomething(one))
  return sendRow(desk.app.origin, row, thing, { ...desk.headersOf(one.subject), origin: desk.app.origin })
}

const judge = (row: Row, { subject, which, outcome }: Case, answer: Answer, hasChanged: boolean) => {
  const got = outcomeOf(row, answer, hasChanged)
  return got === outcome ? null : `${subject}, ${which}: ${got} instead of ${outcome}`
}

/** What went otherwise than the table says, in words; null where all went well. */
async function runCase(desk: AccessDesk, things: Things, row: Row, one: Case): Promise<string | null> {
  const thing = await things.find(row.about, one.which, one.subject, changesSomething(one))
  const before = await readFingerprint(desk)
  const headers = { ...desk.headersOf(one.subject), origin: desk.app.origin }
  const answer = await sendRow(desk.app.origin, row, thing, headers)
  const words = judge(row, one, answer, (await readFingerprint(desk)) !== before)
  if (changesSomething(one)) await desk.revive()
  return words
}
