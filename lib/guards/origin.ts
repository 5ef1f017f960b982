import 'server-only'
import type { IncomingHttpHeaders } from 'node:http'

import { headers as pageHeaders } from 'next/headers'

import { isCustomerPath } from '@/lib/core/desk-routes'
import type { Failure } from '@/lib/core/failure'
import { requestOrigin } from '@/lib/log'
import { settings } from '@/lib/settings/env'

/**
 * Makes a request say our origin in every header that is read for it, before anybody reads one: Next compares Origin
 * with X-Forwarded-Host or Host, next-auth reads them too, and what a proxy puts there is its own affair. Under
 * `no-referrer` browsers post a form without script as `Origin: null`; when their own `Sec-Fetch-Site`, which no page can
 * forge, says same-origin, it is ours. What has no readable host stays as it is: the gate refuses it.
 */
export function settleOrigin(headers: IncomingHttpHeaders) {
  if (!hasReadableHost(headers)) return
  const own = isCalledByCustomer(headers)
    ? settings().customerOrigin
    : (settings().appOrigin ?? calledOrigin(headers))
  if (own === null) return
  const { host, protocol } = new URL(own)
  headers['x-forwarded-proto'] = protocol.slice(0, -1)
  headers['x-forwarded-host'] = host
  headers.host = host
  if (headers.origin === 'null' && headers['sec-fetch-site'] === 'same-origin') headers.origin = own
}

const hostOf = (origin: string) => new URL(origin).host

/** Whether a text of a header names the host of an origin. By its port, too, only where that tells it from the `other` one. */
const isHostOf = (origin: string, other: string | null, said: string) => {
  const { protocol, hostname, host } = new URL(origin)
  const url = URL.canParse(`${protocol}//${said}`) ? new URL(`${protocol}//${said}`) : null
  if (url === null) return false
  const isByPort = other !== null && new URL(other).hostname === hostname
  return isByPort ? url.host === host : url.hostname.replace(/\.$/, '') === hostname
}

/** A name or an address and maybe a port, as RFC 9110 has it; user names, paths and lists are what proxies read differently. */
const isHostText = (said: string) => {
  if (said === '') return true
  const found =
    /^(?!.*\.\.)(?:\[[\da-f:.]+(?:%25[\w.-]+)?\]|(?:[^\s@/\\?#,:[\]%]|%[\da-f]{2})+)(?::(\d*))?$/i.exec(said)
  return found !== null && Number(found[1] ?? 0) <= mostPort
}

const mostPort = 65_535

/**
 * Whether a request says where it was sent in a way that all who read it read alike: which host it is decides what is
 * served. What a proxy forwards matters where customers have a host of their own.
 */
export function hasReadableHost(headers: IncomingHttpHeaders): boolean {
  return (
    isHostText(headers.host ?? '') &&
    (ownCustomerOrigin() === null || forwardedHosts(headers).every(isHostText))
  )
}

/** The origin that customers have to themselves; null where there is none. */
const ownCustomerOrigin = () => {
  const { customerOrigin, appOrigin } = settings()
  return customerOrigin === appOrigin ? null : customerOrigin
}

const forwardedHosts = ({ 'x-forwarded-host': forwarded = '' }: IncomingHttpHeaders) =>
  String(forwarded)
    .split(',')
    .map((one) => one.trim())

/**
 * Whether customers have a host of their own, and this is it. It is when any header says so: what their proxy leaves of the
 * others is written by whoever calls.
 */
const isCalledByCustomer = (headers: IncomingHttpHeaders) => {
  const origin = ownCustomerOrigin()
  if (origin === null) return false
  const said = [headers.host ?? '', ...forwardedHosts(headers)]
  return said.some((one) => isHostOf(origin, settings().appOrigin, one))
}

/** A path as the router reads it: without dots that walk away from it. */
const toPlainPath = (path: string) => {
  const here = 'http://desk.invalid'
  const url = URL.canParse(path, here) ? new URL(path, here) : null
  return url?.origin === here ? url.pathname : ''
}

const ofCustomers = /^\/(c|api\/customer)(\/|$)/
const ofBoth = /^\/(_next\/static\/|icon\.svg$|api\/company-logo$)/

/**
 * Whether a path is served at the host that a request called, after `settleOrigin`: where customers have a host of their own,
 * it has their pages and nothing else, and the desk's has all the others. An encoded slash or dot is one to some who read a
 * path and a letter to others: what the two do not agree on is nowhere.
 */
export function isServedHere(headers: IncomingHttpHeaders, path: string): boolean {
  const origin = ownCustomerOrigin()
  if (origin === null) return true
  const read = [path, decodeURIComponent(path)].map(toPlainPath)
  if (read.every((one) => ofBoth.test(one))) return true
  return headers.host === hostOf(origin)
    ? read.every((one) => ofCustomers.test(one))
    : !read.some((one) => ofCustomers.test(one))
}

/** Whether a request would do more than read a page of customers, which takes nothing: their forms go to routes. */
export function isActOnPage(method: string, path: string): boolean {
  const isPage = isCustomerPath(toPlainPath(path)) && !/^\/c\/[^/]+\/(act|unsubscribe)$/.test(path)
  return isPage && method !== 'GET' && method !== 'HEAD'
}

/** What the outermost proxy said, where each adds to the right. */
const firstOf = (header: string | string[] | undefined) =>
  String(header ?? '')
    .split(',', 1)[0]
    ?.trim()

/**
 * The origin under which the desk was called, as far as a request tells: what a proxy forwards counts wholly. A tunnel
 * that ends TLS without saying so, or says what is no scheme of a page, is known by the browser's own Origin. Null where
 * that is no origin at all.
 */
const calledOrigin = (headers: IncomingHttpHeaders): string | null => {
  const host = firstOf(headers['x-forwarded-host']) || headers.host || ''
  const forwarded = /^https?$/.exec(firstOf(headers['x-forwarded-proto'])?.toLowerCase() ?? '')?.[0]
  const secure = `https://${host}`
  const plain = `http://${host}`
  const called = (forwarded ? forwarded === 'https' : headers.origin === secure) ? secure : plain
  return URL.canParse(called) ? new URL(called).origin : null
}

/** Whether a state-changing request came from a page of ours. A missing or `null` Origin is refused. */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  return origin !== null && origin !== 'null' && origin === ownOrigin(headers)
}

/** Why a request from elsewhere is refused: it names both addresses, where the browser said one. */
export function foreignOrigin(headers: Headers): Failure {
  const header = headers.get('origin') ?? ''
  const own = ownOrigin(headers)
  if (own === null || !/^https?:/.test(header) || !URL.canParse(header)) return { code: 'foreign_origin' }
  const said = new URL(header).origin
  const detail =
    settings().appOrigin === null
      ? `This page was opened at ${said}, but its requests arrive as ${own}: ${changeBetween(said, own)}`
      : `This page was opened at ${said}, but Connect Desk is at ${own} and takes nothing from elsewhere. Open it there. If that is not its address, an admin has to correct APP_ORIGIN.`
  return { code: 'foreign_origin', detail }
}

/** What stands between a page and the desk changes, and both ways to mend it. */
const changeBetween = (said: string, own: string) => {
  const { protocol, host } = new URL(said)
  const isSameHost = URL.canParse(own) && new URL(`${protocol}//${hostOf(own)}`).host === host
  return isSameHost
    ? `what ends TLS in front and X-Forwarded-Proto do not say the same. Set APP_ORIGIN=${said}, or let each proxy send X-Forwarded-Proto: ${protocol.slice(0, -1)} (nginx, where TLS ends: proxy_set_header X-Forwarded-Proto $scheme; behind it: $http_x_forwarded_proto).`
    : `something in between changes the host. Set APP_ORIGIN=${said}, or let the proxy pass the host on (nginx: proxy_set_header Host $http_host;).`
}

/** Whether the request that is being served came by https, as far as the settings and the proxies say. */
export function isHttpsNow() {
  return requestOrigin()?.startsWith('https:') ?? false
}

/** Whether people reach the desk by https. */
export function isHttps() {
  return settings().appOrigin?.startsWith('https:') ?? false
}

/** APP_ORIGIN; without it, in sandbox mode only, the origin that was called. */
export function ownOrigin(headers: Headers): string | null {
  const { appOrigin, mode } = settings()
  if (appOrigin !== null || mode !== 'sandbox') return appOrigin
  return `${headers.get('x-forwarded-proto') ?? 'http'}://${headers.get('host') ?? ''}`
}

/** Said by `proxy.ts` of a request for a page that must leave no trace in anybody's name. */
export const inertHeader = 'x-desk-inert'

/** Said by `proxy.ts` of a request for a page of customers: the code in its address, for what stands around the page. */
export const customerCodeHeader = 'x-desk-customer-code'

/** Whether a GET was begun by a page of another site, or by a browser ahead of its person: neither is their act. */
const isUnasked = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '') ||
  (headers.get('sec-purpose') ?? '').includes('prefetch')

/** Whether a request is nobody's act: then nothing is recorded for it, and no secret is shown. */
export function isInert({ method, headers }: { method: string; headers: Headers }): boolean {
  return method === 'HEAD' || isUnasked(headers)
}

/** The same of the request for the page that is being rendered, which knows no method. */
export async function isInertPage(): Promise<boolean> {
  return (await pageHeaders()).has(inertHeader)
}
