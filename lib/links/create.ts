import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { canCreateLinks, isKey } from '@/lib/core/actor'
import { linkTag } from '@/lib/core/customer-fields'
import { FailureCode } from '@/lib/core/failure'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { ActorCtx } from '@/lib/ctx'
import { pinLinkOrigin } from '@/lib/db/nango-states'
import { checkConfig, refuseMisfits } from '@/lib/integrations/check-config'
import { nameIntegrations } from '@/lib/integrations/list'
import { toConfigDefaults } from '@/lib/integrations/schema/config'
import { metrics } from '@/lib/telemetry/metrics'

import {
  type ConnectSession,
  createConnectSession,
  createReconnectSession,
  deleteConnectSession,
  resolveLinkOrigin,
} from './nango'
import { toLiveLinkView } from './read'
import { type CreateLinkInput, toLinkTags } from './schema/create'
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
  const { kind, link } = await beginLink(ctx.db, request)
  if (kind !== 'fresh') {
    const outcome = await repeatLink(ctx, link, request.inputHash, patienceMs)
    // Whoever created that twin is gone, and its place free.
    const isFree = kind === 'twin' && !outcome.ok && outcome.failure.code === 'intent_abandoned'
    return isFree ? issueLink(ctx, request, patienceMs) : outcome
  }
  const connectSession = await openConnectSession(ctx, link, request.reconnects)
  if (!connectSession.ok) {
    await failLink(ctx.db, {
      id: link.id,
      actorId: ctx.actor.id,
      code: connectSession.failure.code,
      at: ctx.now(),
    })
    return connectSession
  }
  return keepConnectSession(ctx, link, connectSession.value)
}

const openConnectSession = (ctx: ActorCtx, link: Link, reconnects: NewLink['reconnects']) => {
  const integrations = link.integrations.map((one) => one.key)
  if (reconnects === null)
    return createConnectSession(ctx.nango, {
      tags: toLinkTags(link.id, link.customer, link.ownTags),
      integrations,
      configDefaults: link.configDefaults,
    })
  const { tags, webhookUrlOverride } = reconnects.snapshot
  return createReconnectSession(ctx.nango, {
    connectionId: reconnects.connectionId,
    integrationKey: integrations[0] ?? '',
    tags: { ...tags, [linkTag]: link.id },
    webhookUrlOverride,
  })
}

/**
 * Stores the connect session so that the link may be shown; a refused one is ended at Nango. When the database fails,
 * nobody can tell whether it kept the link: it is looked up once more, and else left alone, shown to nobody.
 */
const keepConnectSession = async (
  ctx: ActorCtx,
  link: Link,
  connectSession: ConnectSession,
): Promise<Result<IssuedLink>> => {
  const kept = await storeConnectSession(ctx, link, connectSession).catch(async (error: unknown) => {
    const stored = await findLinkById(ctx.db, link.id)
    if (stored?.state !== 'active') throw error
    return succeed({ link: stored, secret: connectSession })
  })
  if (!kept.ok) await deleteConnectSession(ctx.nango, connectSession.token)
  return kept
}

const storeConnectSession = async (
  ctx: ActorCtx,
  link: Link,
  connectSession: ConnectSession,
): Promise<Result<IssuedLink>> => {
  const seen = new URL(connectSession.base).origin
  const expected = await resolveLinkOrigin(ctx.nango, () =>
    pinLinkOrigin(ctx.db, ctx.nango.host, seen, ctx.now()),
  )
  if (seen !== expected) {
    const code = 'nango_foreign_link'
    await failLink(ctx.db, { id: link.id, actorId: ctx.actor.id, code, at: ctx.now() })
    return fail({ code, detail: seen })
  }
  const kept = await activateLink(ctx.db, link, { ...connectSession, actorId: ctx.actor.id, at: ctx.now() })
  if (!kept) return fail({ code: 'intent_abandoned' })
  metrics()?.linksMade.inc({ by: isKey(ctx.actor) ? 'tool' : 'staff' })
  return succeed({ link: kept, secret: connectSession })
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
