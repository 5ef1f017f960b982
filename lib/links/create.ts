import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { canCreateLinks, isKey } from '@/lib/core/actor'
import { FailureCode } from '@/lib/core/failure'
import { fail, type Result, succeed } from '@/lib/core/result'
import { dayMs } from '@/lib/core/time'
import { toMailAddress } from '@/lib/core/typed/email-text'
import type { ActorCtx } from '@/lib/ctx'
import { baseOfCodes, beginHandoff, type HandoffInput } from '@/lib/handoff/begin'
import { checksByEmail, daysOf } from '@/lib/handoff/words'
import { checkConfig, refuseMisfits } from '@/lib/integrations/check-config'
import { nameIntegrations } from '@/lib/integrations/list'
import { toConfigDefaults } from '@/lib/integrations/schema/config'
import { queuesMail } from '@/lib/mail/queue'
import { deleteConnectSession } from '@/lib/nango/delete-session'
import { metrics } from '@/lib/telemetry/metrics'

import type { ConnectSession } from './nango'
import { openSession } from './open-session'
import { toLiveLinkView } from './read'
import type { CreateLinkInput } from './schema/create'
import { activateLink, beginLink, findIntent, type NewLink } from './store/begin'
import { findLinkById, type LinkSecret, readLinkSecret, readLinkState } from './store/find'
import { failLink } from './store/move'
import { hashInput, type Link } from './store/row'
import type { LiveLinkView } from './view'

/** Creates one link for a customer, shown to its maker. The same intent key never creates two. */
export async function createLink(
  ctx: ActorCtx,
  input: CreateLinkInput,
  patienceMs?: number,
): Promise<Result<LiveLinkView>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const fitting = await refuseMisfits(ctx, input.advanced)
  if (!fitting.ok) return fitting
  const { intentKey, confirmedHosts, ...request } = input
  const configDefaults = toConfigDefaults(input.advanced)
  const integrations = nameIntegrations(ctx, input.integrations)
  const hosts = await checkConfig(ctx, { configDefaults, confirmedHosts })
  if (!hosts.ok) {
    // What was created already is shown, whatever has become of a list or of Nango since.
    const earlier = await findIntent(ctx.db, ctx.actor.id, intentKey)
    if (!earlier) return hosts
    return show(ctx, await repeatLink(ctx, earlier, hashInput(request), patienceMs))
  }
  const issued = await issueLink(
    ctx,
    {
      maker: ctx.actor,
      intentKey,
      inputHash: hashInput(request),
      customer: input.customer,
      ownTags: input.tags,
      language: input.language,
      configDefaults,
      hosts: hosts.value,
      integrations,
      worksFor: input.worksFor,
      check: input.check,
      createdAt: ctx.now(),
      renewsId: null,
      reconnects: null,
    },
    patienceMs,
  )
  return show(ctx, issued)
}

const show = (ctx: ActorCtx, issued: Awaited<ReturnType<typeof issueLink>>): Result<LiveLinkView> =>
  issued.ok ? succeed(toLiveLinkView(ctx, issued.value.link, issued.value.secret)) : issued

/** A link in `creating` for longer than this was cut off: its maker is gone. */
export const abandonedMs = 60_000
/** How long a form's second post waits for the first one's answer; it checks at growing intervals. */
const formPatienceMs = 9_000
const retryMs = [50, 100, 200, 400, 800]

/** A link and what its URL is built from; the latter is null once it has ended. */
type IssuedLink = { link: Link; secret: LinkSecret | null }

/**
 * Intent first, then Nango, then `active`: creates at most one link per maker and intent key, whoever asks how often.
 * A repeated request, or that of another person to renew the same link, gets the link, or the failure, of the first; while
 * that is under way it waits `patienceMs`.
 */
export async function issueLink(
  ctx: ActorCtx,
  request: NewLink,
  patienceMs = formPatienceMs,
): Promise<Result<IssuedLink>> {
  const refusal = refuseHandoff(request)
  if (refusal) {
    // What was created already is shown, whatever has become of the settings since.
    const earlier = await findIntent(ctx.db, ctx.actor.id, request.intentKey)
    return earlier ? repeatLink(ctx, earlier, request.inputHash, patienceMs) : refusal
  }
  const { kind, link } = await beginLink(ctx.db, request)
  if (kind !== 'fresh') {
    const outcome = await repeatLink(ctx, link, request.inputHash, patienceMs)
    // Whoever created that twin is gone, and its place free.
    const isFree = kind === 'twin' && !outcome.ok && outcome.failure.code === 'intent_abandoned'
    return isFree ? issueLink(ctx, request, patienceMs) : outcome
  }
  return open(ctx, link, request)
}

/** Where customers cannot come to it, or could not pass its check, a hand-off link would be none. */
const refuseHandoff = ({ worksFor, check, customer }: NewLink) => {
  if (worksFor === '30m') return null
  if (baseOfCodes() === null) return fail({ code: 'handoff_off' })
  if (checksByEmail.includes(check) && customer.email === null) return fail({ code: 'email_unknown' })
  if (check === 'digits' && toMailAddress(customer.email ?? '') === null)
    return fail({ code: 'email_unknown' })
  return check === 'digits' && !queuesMail() ? fail({ code: 'digits_off' }) : null
}

const open = async (ctx: ActorCtx, link: Link, request: NewLink): Promise<Result<IssuedLink>> => {
  const opened = await openSession(ctx, link, {
    snapshot: request.reconnects?.snapshot ?? null,
    visitId: request.worksFor === '30m' ? null : firstVisit,
  })
  if (!opened.ok) {
    await failLink(ctx.db, { id: link.id, actorId: ctx.actor.id, code: opened.failure.code, at: ctx.now() })
    return opened
  }
  const secret = toSecret(ctx, request, opened.value)
  if (secret.isHandoff) await endTrial(ctx, opened.value)
  return keepSecret(ctx, link, secret)
}

/** In the place of the visit whose page asks for a session later: Nango is to refuse now what it would refuse then. */
const firstVisit = `vis_${'0'.repeat(26)}`

type NewSecret = LinkSecret & Pick<ConnectSession, 'expiresAt' | 'endsAt'> & { handoff: HandoffInput | null }

/** What the link's address is built from: Nango's own session, or a code of ours, which outlives it. */
const toSecret = (ctx: ActorCtx, { worksFor, check }: NewLink, opened: ConnectSession): NewSecret => {
  const base = worksFor === '30m' ? null : baseOfCodes()
  if (base === null) return { ...opened, isHandoff: false, handoff: null }
  const { code, input } = beginHandoff(check)
  const endsAt = new Date(ctx.now().getTime() + daysOf(worksFor) * dayMs)
  const aheadMs = opened.expiresAt.getTime() - opened.endsAt.getTime()
  const expiresAt = new Date(endsAt.getTime() + aheadMs)
  return { base, token: code, isHandoff: true, expiresAt, endsAt, handoff: input }
}

/** The first session of a hand-off link only showed that Nango takes it; where it cannot be ended now, nobody has it. */
const endTrial = (ctx: ActorCtx, { token }: ConnectSession) => deleteConnectSession(ctx.nango, token)

/**
 * Stores the secret so that the link may be shown; a refused session is ended at Nango. When the database fails,
 * nobody can tell whether it kept the link: it is looked up once more, and else left alone, shown to nobody.
 */
const keepSecret = async (ctx: ActorCtx, link: Link, secret: NewSecret): Promise<Result<IssuedLink>> => {
  const move = { ...secret, actorId: ctx.actor.id, at: ctx.now() }
  const kept = await activateLink(ctx.db, link, move).catch(async (error: unknown) => {
    const stored = await findLinkById(ctx.db, link.id)
    if (stored?.state !== 'active') throw error
    return stored
  })
  if (!kept) {
    if (!secret.isHandoff) await deleteConnectSession(ctx.nango, secret.token)
    return fail({ code: 'intent_abandoned' })
  }
  metrics()?.linksMade.inc({ by: isKey(ctx.actor) ? 'tool' : 'staff' })
  return succeed({ link: kept, secret })
}

/** The outcome of an earlier request under the same key, if it was the same request. */
export async function repeatLink(
  ctx: ActorCtx,
  { id, createdAt, inputHash }: Link,
  wantedHash: string,
  patienceMs = formPatienceMs,
): Promise<Result<IssuedLink>> {
  if (inputHash !== wantedHash) return fail({ code: 'intent_reused' })
  const patientUntil = ctx.now().getTime() + patienceMs
  for (let attempt = 0; (await readLinkState(ctx.db, id)) === 'creating'; attempt += 1) {
    const now = ctx.now()
    if (now.getTime() - createdAt.getTime() > abandonedMs)
      await failLink(ctx.db, { id, actorId: null, code: 'intent_abandoned', at: now })
    else if (now.getTime() >= patientUntil) return fail({ code: 'intent_in_flight' })
    else await wait(retryMs[attempt] ?? 1_000)
  }
  const link = await findLinkById(ctx.db, id)
  if (!link) return fail({ code: 'not_found' })
  return link.state === 'failed'
    ? fail({ code: toFailureCode(link.failureCode) })
    : succeed({ link, secret: await readLinkSecret(ctx.db, id) })
}

const toFailureCode = (stored: string | null): FailureCode =>
  FailureCode.safeParse(stored).data ?? 'unexpected'
