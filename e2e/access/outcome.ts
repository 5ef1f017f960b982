import type { Row } from './row'
import type { Answer } from './send'

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
  const code = /"failure":\{"code":"(?<code>\w+)"/.exec(text)?.groups?.['code']
  return status === 200 ? (code ?? 'done') : String(status)
}

const outcomes = { page: pageOutcome, route: routeOutcome, action: actionOutcome }

/** Where to, as `→ /links`; what is not the desk is `→ elsewhere`. */
const toTarget = (address: string) => {
  const url = new URL(address, 'http://desk.invalid')
  const isHere = url.hostname === 'desk.invalid' || url.hostname === 'localhost'
  return `→ ${isHere ? url.pathname + url.search : 'elsewhere'}`
}
