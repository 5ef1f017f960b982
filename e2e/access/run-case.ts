import type { AccessDesk } from './access-desk'
import { takeFingerprint } from './fingerprint'
import { outcomeOf } from './outcome'
import { type Case, changesSomething, type Row, type Thing } from './row'
import { type Answer, findAction, send, sendAction, sendJson } from './send'
import type { Things } from './things'

/** Sends a row's request about a thing, with these headers. */
export const sendRow = (
  origin: string,
  row: Row,
  thing: Thing,
  headers: Record<string, string>,
): Promise<Answer> => {
  if (row.kind === 'page') return send(`${origin}${row.ask(thing)}`, { headers })
  if (row.kind === 'action') return sendAction(origin, findAction(nameOf(row)), row.ask(thing), headers)
  const { path, body, headers: own } = row.ask(thing)
  return sendJson(`${origin}${path}`, nameOf(row), { ...headers, ...own }, body)
}

/** `GET /api/links` → `GET`; `action revokeLinkAction` → `revokeLinkAction`. */
const nameOf = ({ kind, name }: Row) => name.split(' ')[kind === 'action' ? 1 : 0] ?? ''

/** What went otherwise than the table says, in words; null where all went well. */
export async function runCase(desk: AccessDesk, things: Things, row: Row, one: Case): Promise<string | null> {
  const { subject, which, outcome } = one
  const thing = await things.find(row.about, which, subject, changesSomething(one))
  const before = await takeFingerprint(desk)
  const headers = { ...desk.headersOf(subject), origin: desk.app.origin }
  const answer = await sendRow(desk.app.origin, row, thing, headers)
  const got = outcomeOf(row, answer, (await takeFingerprint(desk)) !== before)
  if (changesSomething(one)) await desk.revive()
  return got === outcome ? null : `${subject}, ${which}: ${got} instead of ${outcome}`
}
