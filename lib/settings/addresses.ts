import 'server-only'
import { refuse, text } from './kinds'

/** What stands where a URL should, seen from what it lacks; null for one that can be used. Customers and logs get to see it. */
const urlFault = (given: string, what: string): string | null => {
  if (/["„‚＂\p{Pi}\p{Pf}]/u.test(given)) return 'holds a quotation mark: leave it out'
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given))
    return `must be an http(s) ${what}${isWithoutScheme(given) ? ': https:// is missing at its beginning' : ''}`
  const { hostname, username, password } = new URL(given)
  if (username || password) return 'must not hold a user name or password'
  return /^([a-z0-9_.-]+|\[[0-9a-f:.]+\])$/.test(hostname)
    ? null
    : 'holds a character that no host name has: it must be one address, with no placeholder in it'
}

const isWithoutScheme = (given: string) => /^(?!https?:)[\w-]+([.:][\w-]+)+(\/|$)/i.test(given)

const withoutSlashes = (given: string): string =>
  given.endsWith('/') ? withoutSlashes(given.slice(0, -1)) : given

const url = (what: string) =>
  text(2_048).transform((given, ctx) => {
    const fault = urlFault(given, what)
    return fault === null ? new URL(given) : refuse(ctx, fault)
  })

/** Scheme, host and port alone. */
export const origin = url('origin such as https://desk.example.com').transform((given, ctx) =>
  given.pathname === '/' && !/[?#]/.test(given.href)
    ? given.origin
    : refuse(ctx, `must be an origin without a path, such as https://desk.example.com`),
)

/** A base URL; a path is allowed, trailing slashes are dropped. */
export const baseUrl = url('URL').transform(({ href }, ctx) =>
  /[?#]/.test(href) ? refuse(ctx, 'must not hold a query or a fragment') : withoutSlashes(href),
)

/** A base URL that one address is built on, refused where it already ends with that: `ending`, as the documents name it. */
const baseOf = (ending: RegExp, added: string) =>
  baseUrl.refine((href) => !ending.test(href), `is to end before ${added}, which is added to it`)

/** An OpenID Connect provider, without the path of its description. */
export const issuer = baseOf(/\/\.well-known(\/|$)/i, '/.well-known/openid-configuration')

/** An OpenTelemetry collector, without the path of its traces. */
export const collector = baseOf(/\/v1(\/traces)?$/i, '/v1/traces')

const place = '{ticket}'

/** An address with a place for a ticket's number behind its host. */
export const ticketUrl = text(2_048).transform((given, ctx) => {
  if (!given.includes(place)) return refuse(ctx, `must have ${place} where the ticket’s number stands`)
  const fault = urlFault(
    given.replaceAll(place, '1'),
    'address such as https://help.example.com/tickets/{ticket}',
  )
  if (fault !== null) return refuse(ctx, fault)
  // In a port it would be no URL at all.
  const filled = given.replaceAll(place, 'x-ticket-x')
  return URL.canParse(filled) && !new URL(filled).hostname.includes('x-ticket-x')
    ? given
    : refuse(ctx, `must have ${place} behind the host`)
})

/** Where Connect Desk sends webhooks. Its path and query may hold a secret and are never shown. */
export const receiverUrl = url('URL').transform(({ href }) => href)
