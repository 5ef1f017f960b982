import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { FailureCode } from '@/lib/core/failure'
import { toLinkTags } from '@/lib/core/link-tags'
import { fail, succeed, type Result } from '@/lib/core/result'
import { beginLink, type NewLink } from '@/lib/db/begin-link'
import { findLinkById, readLinkState, readLinkSecret, type LinkSecret } from '@/lib/db/find-link'
import { pinLinkOrigin } from '@/lib/db/link-origins'
import type { Link } from '@/lib/db/link-row'
import { activateLink, failLink } from '@/lib/db/move-link'
import { linkTag } from '@/lib/nango/connection'
import { createConnectSession, type ConnectSession } from '@/lib/nango/create-connect-session'
import { createReconnectSession } from '@/lib/nango/create-reconnect-session'
import { deleteConnectSession } from '@/lib/nango/delete-connect-session'
import { knowLinkOrigin } from '@/lib/nango/know-link-origin'

import type { ActorCtx } from './actor-ctx'

/** A link in `creating` for longer than this was cut off: its maker is gone. */
export const abandonedMs = 60_000
/** How long a form's second post waits for the first one's answer; it looks at growing intervals. */
const formPatienceMs = 9_000
const looksMs = [50, 100, 200, 400, 800]

/** A link and what its URL is built from; the latter is null once it has ended. */
type MadeLink = { link: Link; secret: LinkSecret | null }

/**
 * Intent first, then Nango, then `active`: makes at most one link per maker and intent key, whoever asks how often.
 * A repeated wish, or that of another person to renew the same link, gets the link, or the failure, of the first; while
 * that is under way it waits `patienceMs`.
 */
export const makeLink = async (
  ctx: ActorCtx,
  wish: NewLink,
  patienceMs = formPatienceMs,
): Promise<Result<MadeLink>> => {
  const { kind, link } = await beginLink(ctx.db, wish)
  if (kind !== 'fresh') {
    const outcome = await repeatLink(ctx, link, wish.inputHash, patienceMs)
    // Whoever made that twin is gone, and its place free.
    const isFree = kind === 'twin' && !outcome.ok && outcome.failure.code === 'intent_abandoned'
    return isFree ? makeLink(ctx, wish, patienceMs) : outcome
  }
  const connectSession = await openConnectSession(ctx, link, wish.reconnects)
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
): Promise<Result<MadeLink>> => {
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
): Promise<Result<MadeLink>> => {
  const seen = new URL(connectSession.base).origin
  const expected = await knowLinkOrigin(ctx.nango, () =>
    pinLinkOrigin(ctx.db, ctx.nango.host, seen, ctx.now()),
  )
  if (seen !== expected) {
    const code = 'nango_foreign_link'
    await failLink(ctx.db, { id: link.id, actorId: ctx.actor.id, code, at: ctx.now() })
    return fail({ code, detail: seen })
  }
  const kept = await activateLink(ctx.db, link, { ...connectSession, actorId: ctx.actor.id, at: ctx.now() })
  return kept ? succeed({ link: kept, secret: connectSession }) : fail({ code: 'intent_abandoned' })
}

/** The outcome of an earlier wish under the same key, if it was the same wish. */
export const repeatLink = async (
  ctx: ActorCtx,
  { id, createdAt, inputHash }: Link,
  wantedHash: string,
  patienceMs = formPatienceMs,
): Promise<Result<MadeLink>> => {
  if (inputHash !== wantedHash) return fail({ code: 'intent_reused' })
  const patientUntil = ctx.now().getTime() + patienceMs
  for (let look = 0; (await readLinkState(ctx.db, id)) === 'creating'; look += 1) {
    const now = ctx.now()
    if (now.getTime() - createdAt.getTime() > abandonedMs)
      await failLink(ctx.db, { id, actorId: null, code: 'intent_abandoned', at: now })
    else if (now.getTime() >= patientUntil) return fail({ code: 'intent_in_flight' })
    else await wait(looksMs[look] ?? 1_000)
  }
  const link = await findLinkById(ctx.db, id)
  if (!link) return fail({ code: 'not_found' })
  return link.state === 'failed'
    ? fail({ code: toFailureCode(link.failureCode) })
    : succeed({ link, secret: await readLinkSecret(ctx.db, id) })
}

const toFailureCode = (stored: string | null): FailureCode =>
  FailureCode.safeParse(stored).data ?? 'unexpected'
