import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { FailureCode } from '@/lib/core/failure'
import { toLinkTags } from '@/lib/core/link-tags'
import { fail, succeed, type Result } from '@/lib/core/result'
import { beginLink, type NewLink } from '@/lib/db/begin-link'
import { findLinkById, readLinkState, readToken, type LinkSecret } from '@/lib/db/find-link'
import { pinLinkOrigin } from '@/lib/db/link-origins'
import type { Link } from '@/lib/db/link-row'
import { activateLink, failLink } from '@/lib/db/move-link'
import { createConnectSession, type ConnectSession } from '@/lib/nango/create-connect-session'
import { deleteConnectSession } from '@/lib/nango/delete-connect-session'

import type { StaffCtx } from './staff-ctx'

/** A link in `creating` for longer than this was cut off: its maker is gone. */
const abandonedMs = 60_000
/** How long a second post waits for the first one's answer; it looks at growing intervals. */
const patienceMs = 9_000
const looksMs = [50, 100, 200, 400, 800]

/** A link and what its URL is built from; the latter is null once it has ended. */
type MadeLink = { link: Link; secret: LinkSecret | null }

/**
 * Intent first, then Nango, then `active`: makes at most one link per maker and intent key, whoever asks how often.
 * A repeated wish gets the link, or the failure, of the first.
 */
export const makeLink = async (ctx: StaffCtx, wish: NewLink): Promise<Result<MadeLink>> => {
  const { fresh, link } = await beginLink(ctx.db, wish)
  if (!fresh)
    return link.inputHash === wish.inputHash ? settleLink(ctx, link) : fail({ code: 'intent_reused' })
  const session = await createConnectSession(ctx.nango, {
    tags: toLinkTags(link.id, link.customer, link.ownTags),
    integrations: link.integrations.map((one) => one.key),
    configDefaults: link.configDefaults,
  })
  if (!session.ok) {
    await failLink(ctx.db, { id: link.id, actorId: ctx.actor.id, code: session.failure.code, at: ctx.now() })
    return session
  }
  return keepSession(ctx, link, session.value)
}

/** Stores the session so that the link may be shown; what cannot be kept is ended at Nango again. */
const keepSession = async (ctx: StaffCtx, link: Link, session: ConnectSession): Promise<Result<MadeLink>> => {
  try {
    const foreign = await findForeignOrigin(ctx, session)
    if (foreign) {
      const code = 'nango_foreign_link'
      await failLink(ctx.db, { id: link.id, actorId: ctx.actor.id, code, at: ctx.now() })
      return fail({ code, detail: foreign })
    }
    const kept = await activateLink(ctx.db, link, { ...session, actorId: ctx.actor.id, at: ctx.now() })
    if (kept) return succeed({ link: kept, secret: session })
  } catch (error) {
    await deleteConnectSession(ctx.nango, session.token)
    throw error
  }
  await deleteConnectSession(ctx.nango, session.token)
  return fail({ code: 'intent_abandoned' })
}

/** The origin of the link if it is not the one that links must have. */
const findForeignOrigin = async ({ nango, db, now }: StaffCtx, session: ConnectSession) => {
  const seen = new URL(session.base).origin
  nango.connectOrigin ??= await pinLinkOrigin(db, nango.host, seen, now())
  return seen === nango.connectOrigin ? null : seen
}

/** The outcome of an earlier wish under the same key; waits while that one is still under way. */
const settleLink = async (ctx: StaffCtx, { id, createdAt }: Link): Promise<Result<MadeLink>> => {
  const patientUntil = ctx.now().getTime() + patienceMs
  for (let look = 0; (await readLinkState(ctx.db, id)) === 'creating'; look += 1) {
    const now = ctx.now()
    if (now.getTime() - createdAt.getTime() > abandonedMs)
      await failLink(ctx.db, { id, actorId: null, code: 'intent_abandoned', at: now })
    else if (now.getTime() > patientUntil) return fail({ code: 'intent_in_flight' })
    else await wait(looksMs[look] ?? 1_000)
  }
  const link = await findLinkById(ctx.db, id)
  if (!link) return fail({ code: 'not_found' })
  return link.state === 'failed'
    ? fail({ code: toFailureCode(link.failureCode) })
    : succeed({ link, secret: await readToken(ctx.db, id) })
}

const toFailureCode = (stored: string | null): FailureCode =>
  FailureCode.safeParse(stored).data ?? 'unexpected'
