import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { z } from 'zod'

import { customerRoutes } from '@/lib/core/desk-routes'
import type { FailureCode } from '@/lib/core/failure'
import { parseJson } from '@/lib/core/json'
import { preferredLanguage } from '@/lib/core/language'
import { fail, type Result, succeed } from '@/lib/core/result'
import { DeskCtx } from '@/lib/ctx'
import { consumeAddressAllowance, consumeAllowance } from '@/lib/db/allowances'
import { openDatabase } from '@/lib/db/open'
import { readByCode } from '@/lib/handoff/read'
import { Code } from '@/lib/handoff/schema'
import { requestAddress, requestOrigin } from '@/lib/log'
import { stopReminders } from '@/lib/mail/plan'
import { openNango } from '@/lib/nango/client'
import { askAnew } from '@/lib/visits/ask'
import { beginVisit, deviceOf } from '@/lib/visits/begin'
import { mailDigits } from '@/lib/visits/mail-digits'
import { openNangoPage, opensNoMore } from '@/lib/visits/open'
import { passCheck } from '@/lib/visits/pass'
import { readPage, readVisited, type Visited } from '@/lib/visits/read'
import { reportLink } from '@/lib/visits/report'
import { VisitAct } from '@/lib/visits/schema'
import { answerFaults, type CustomerPage, type RefusedReason } from '@/lib/visits/view'

import { bodyLimits, readBody } from './body'
import { isHttpsNow } from './origin'
import { guardFaults } from './staff-action'

const customerCtx = async () => {
  const { db } = await openDatabase()
  return new DeskCtx({ db, nango: openNango(), now: () => new Date() })
}

/** One cookie a link: another link's says nothing about this one. */
const cookieName = (code: string) => `${isHttpsNow() ? '__Host-' : ''}visit-${code.slice(0, 6)}`

const Secret = z.string().regex(/^[\w-]{43}$/)

/**
 * The page of a code for the browser that asks; null after too many from its address. Nothing is changed by looking, and one
 * request looks once.
 */
export const openCustomerPage = cache(async (given: string): Promise<CustomerPage | null> => {
  if ((await consumeAddressAllowance('customer page')).isSpent) return null
  const code = Code.safeParse(given)
  if (!code.success) return { kind: 'unknown' }
  const secret = Secret.safeParse((await cookies()).get(cookieName(code.data))?.value).data ?? null
  return readPage(await customerCtx(), code.data, secret)
})

const text = (status: number, words: string, extra: Record<string, string> = {}) =>
  new Response(`${words}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...extra },
  })

/** Forms of one browser a minute: nobody presses more buttons than that. */
const mostActs = 30
/** What the script of one page may ask a minute: it says every few seconds what is going on. */
const mostAsks = 240

/** Counted by browser, or where it has no visit by address: a stranger who has the link shuts nobody else out. */
const isTooOften = async ({ db }: DeskCtx, { link, visit }: Visited, what: string, most: number) => {
  const who = visit?.id ?? `${link.id} ${requestAddress() ?? 'unknown'}`
  return (await consumeAllowance(db, `${what} ${who}`, most)).isSpent
}

const secretOf = (request: Request, code: string) => {
  const found = (request.headers.get('cookie') ?? '')
    .split(/; */)
    .find((pair) => pair.startsWith(`${cookieName(code)}=`))
  return Secret.safeParse(found?.slice(cookieName(code).length + 1)).data ?? null
}

const isOwn = (request: Request) => {
  const origin = request.headers.get('origin')
  return origin !== null && origin === requestOrigin()
}

const readAct = async (request: Request) => {
  const body = await readBody(request, bodyLimits.api)
  return body === null ? null : VisitAct.safeParse(Object.fromEntries(new URLSearchParams(body))).data
}

/** Takes a form of a customer's page: own origin, allowances, then what it asks for; leads back to a page. Works without script. */
export async function actAsCustomer(request: Request, given: string): Promise<Response> {
  if (!isOwn(request)) return text(403, 'This form did not come from this page. Open the link again.')
  const code = Code.safeParse(given).data
  if (code === undefined) return text(404, 'There is no such page.')
  if ((await consumeAddressAllowance('customer form')).isSpent) return leadBack(code, 'later')
  const act = await readAct(request)
  if (!act) return text(400, 'This form is not complete. Go back and fill it in.')
  const done = await guardFaults(async (): Promise<Result<Response>> => {
    const ctx = await customerCtx()
    const visited = await readVisited(ctx, code, secretOf(request, code))
    if (!visited) return succeed(leadTo(customerRoutes.page(code)))
    if (await isTooOften(ctx, visited, 'acts', mostActs)) return succeed(leadBack(code, 'later'))
    return succeed(await doAct(ctx, visited, act, request.headers))
  })
  return done.ok ? done.value : notNow('Go back and try again in a minute.')
}

const notNow = (then: string) => text(503, `This cannot be done now. ${then}`, { 'Retry-After': '30' })

/**
 * Stops the reminders of a link for whoever has its address, from wherever it comes: a mail program sends it by itself when
 * its person says so (RFC 8058), without a cookie, and follows no redirect.
 */
export async function unsubscribeCustomer(request: Request, given: string): Promise<Response> {
  const code = Code.safeParse(given).data
  if (code === undefined) return text(404, 'There is no such page.')
  if ((await consumeAddressAllowance('customer form')).isSpent)
    return text(429, 'Too many tries. Wait a minute, then try again.', { 'Retry-After': '60' })
  const stopped = await guardFaults(async (): Promise<Result<null>> => {
    const ctx = await customerCtx()
    const handoff = await readByCode(ctx.db, code)
    if (!handoff) return fail({ code: 'not_found' })
    await stopReminders(ctx, handoff.linkId)
    return succeed(null)
  })
  if (!stopped.ok)
    return stopped.failure.code === 'not_found'
      ? text(404, 'There is no such page.')
      : notNow('Try again in a minute.')
  const done = `${customerRoutes.reminders(code)}?done=1`
  return isOwn(request) ? leadTo(done) : text(200, 'You get no more reminders of this link.')
}

/** The same address, opened in a browser: it asks first. */
export function askToUnsubscribe(given: string): Response {
  const code = Code.safeParse(given).data
  return code === undefined ? text(404, 'There is no such page.') : leadTo(customerRoutes.reminders(code))
}

const leadTo = (path: string, cookie?: string) =>
  new Response(null, {
    status: 303,
    headers: { Location: path, 'Cache-Control': 'no-store', ...(cookie && { 'Set-Cookie': cookie }) },
  })

/** Nothing was done; the page says why in its reader's language, which a bare answer could not. */
const leadBack = (code: string, refused: RefusedReason) =>
  leadTo(`${customerRoutes.page(code)}?refused=${refused}`)

const answerCheck = async (ctx: DeskCtx, visited: Visited, answer: string) => {
  const page = customerRoutes.page(visited.code)
  const outcome = await passCheck(ctx, visited, answer)
  if (outcome === 'unknown') return leadBack(visited.code, 'later')
  const fault = answerFaults.find((one) => one === outcome)
  return leadTo(fault ? `${page}?answer=${fault}` : page)
}

const doAct = async (ctx: DeskCtx, visited: Visited, act: VisitAct, headers: Headers) => {
  const { code } = visited
  const page = customerRoutes.page(code)
  if (act.what === 'continue') {
    const secret = await beginVisit(ctx, visited, deviceOf(headers.get('user-agent')))
    return leadTo(page, secret === null ? undefined : cookieOf(visited, secret))
  }
  if (act.what === 'check') return answerCheck(ctx, visited, act.answer)
  if (act.what === 'mail_digits') {
    const outcome = await mailDigits(ctx, visited, preferredLanguage(headers.get('accept-language')))
    return outcome === 'off' ? leadBack(code, 'no_digits') : leadTo(page)
  }
  if (act.what === 'report') {
    await reportLink(ctx, visited, act)
    return leadTo(`${customerRoutes.report(code)}?done=1`)
  }
  if (act.what === 'ask') {
    await askAnew(ctx, visited)
    return leadTo(page)
  }
  const opened = await openNangoPage(ctx, visited)
  if (opened.ok) return leadTo(opened.value)
  return leadBack(code, opensNoMore(opened.failure.code) ? 'needs_link' : 'later')
}

/** As long as the link: a customer comes back to it. */
const cookieOf = ({ code, link }: Visited, secret: string) =>
  [
    `${cookieName(code)}=${secret}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Expires=${(link.endsAt ?? new Date()).toUTCString()}`,
    ...(isHttpsNow() ? ['Secure'] : []),
  ].join('; ')

/** Answers what the script of a customer's page asks, as JSON: own origin, shape, allowance, then the work. */
export async function answerCustomer<S extends z.ZodType<{ code: string }>, T>(
  request: Request,
  schema: S,
  work: (ctx: DeskCtx, visited: Visited, question: z.output<S>) => Promise<Result<T>>,
): Promise<Response> {
  if (!isOwn(request)) return refuse(403)
  if ((await consumeAddressAllowance('customer question')).isSpent) return refuse(429)
  const body = await readBody(request, bodyLimits.api)
  const question = schema.safeParse(body === null ? undefined : parseJson(body))
  if (!question.success) return refuse(400)
  const result = await guardFaults(async (): Promise<Result<T>> => {
    const ctx = await customerCtx()
    const { code } = question.data
    const visited = await readVisited(ctx, code, secretOf(request, code))
    if (!visited) return fail({ code: 'not_found' })
    if (await isTooOften(ctx, visited, 'asks', mostAsks)) return fail({ code: 'rate_limited' })
    return work(ctx, visited, question.data)
  })
  if (!result.ok) return refuse(statusOf(result.failure.code))
  return Response.json(result.value, { headers: { 'Cache-Control': 'no-store' } })
}

/** What the page's script makes of a failure: see `components/handoff/ask-desk.ts`. */
const statuses: Partial<Record<FailureCode, number>> = { not_found: 404, rate_limited: 429, link_ended: 410 }

const statusOf = (code: FailureCode) => statuses[code] ?? (opensNoMore(code) ? 409 : 503)

const refuse = (status: number) =>
  Response.json({ status }, { status, headers: { 'Cache-Control': 'no-store' } })
