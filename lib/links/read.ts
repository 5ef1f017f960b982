import 'server-only'
import { canDisconnect, canEndLinks, canReveal, canSee } from '@/lib/core/actor'
import { buildConnectUrl } from '@/lib/core/connect-url'
import type { ConnectionName } from '@/lib/core/ids'
import { fail, type Result, succeed } from '@/lib/core/result'
import { hourMs } from '@/lib/core/time'
import type { ActorCtx, DeskCtx, StaffCtx } from '@/lib/ctx'
import { readNangoState } from '@/lib/db/nango-states'
import type { Db } from '@/lib/db/open'
import { isUnheard, readHandoffView, withSaid } from '@/lib/handoff/read'
import { integrationLabel, loadIntegrationNames } from '@/lib/integrations/list'
import { queuesMail } from '@/lib/mail/queue'
import { readMailView } from '@/lib/mail/read'
import { loadAuthModes, mayOutliveSession } from '@/lib/nango/auth-modes'
import type { Nango } from '@/lib/nango/client'
import { settings } from '@/lib/settings/env'

import { catchUp } from './catch-up'
import { toLinkTags } from './schema/create'
import { listEventsOf } from './store/alarms'
import { findLinkById, findLinksByIds, type LinkSecret } from './store/find'
import type { Link } from './store/row'
import { listConfirmedOf } from './store/suspicions'
import {
  type AlarmKind,
  endWords,
  type LateFinish,
  type LinkConnectionView,
  type LinkHistoryView,
  type LinkView,
  type LiveLinkView,
  mayStillConnect,
  type WatchedLinkView,
} from './view'
import { isAttemptFailure, isLive } from './words'

/** How a link stands now, for whoever watches it; without its URL. */
export async function readLink(ctx: ActorCtx, id: string): Promise<Result<WatchedLinkView>> {
  await loadIntegrationNames(ctx)
  const stored = await findLinkById(ctx.db, id)
  if (!stored || !canSee(ctx.actor, stored)) return fail({ code: 'not_found' })
  if (!mayChange(ctx, stored)) return succeed({ ...toLiveLinkView(ctx, stored, null), silentSince: null })
  const link = await readAfterCatchUp(ctx, stored)
  return succeed({ ...toLiveLinkView(ctx, link, null), silentSince: await readSilence(ctx) })
}

const readAfterCatchUp = async (ctx: ActorCtx, stored: Link) => {
  // Whoever watches learns what the link's end will mean; nobody waits for it.
  void loadAuthModes(ctx.nango)
  await catchUp(ctx)
  return (await findLinkById(ctx.db, stored.id)) ?? stored
}

/** Since when Nango could not be polled, so that what stands here may be out of date; null while it can. */
export async function readSilence({ db, nango }: ActorCtx): Promise<string | null> {
  return (await readNangoState(db, nango.host))?.silentSince?.toISOString() ?? null
}

/** A connect session works for 30 minutes, and what was begun within it for an hour more. */
const afterStepMs = 2 * hourMs

/** Whether a connection may come of a link now: of a hand-off link only while somebody is there, or was just now. */
const mayChange = (ctx: ActorCtx, { state, endsAt, handoff }: Link) => {
  const at = ctx.now().getTime()
  const isAlone = handoff !== null && at - (handoff.step?.at.getTime() ?? 0) > afterStepMs
  return !isAlone && mayStillConnect(state, (endsAt?.getTime() ?? 0) - at)
}

/** A link as it is stored, for verbs of other nouns: what they show of it is theirs to decide. */
export function readStoredLink({ db }: DeskCtx, id: string): Promise<Link | null> {
  return findLinkById(db, id)
}

/** How several links stand now, for whoever watches a list of them. Ids of no link are left out. */
export async function readLinkStatuses(ctx: StaffCtx, ids: string[]): Promise<LinkView[]> {
  await loadIntegrationNames(ctx)
  const stored = await findLinksByIds(ctx.db, ids)
  if (!stored.some((link) => mayChange(ctx, link))) return stored.map((link) => toLinkView(ctx, link))
  await catchUp(ctx)
  return (await findLinksByIds(ctx.db, ids)).map((link) => toLinkView(ctx, link))
}

/** A link as the actor may see it, without its secret. */
export function toLinkView(ctx: ActorCtx, link: Link): LinkView {
  return {
    id: link.id,
    state: link.state,
    customer: link.customer,
    integrations: link.integrations.map(
      ({ key, displayName, provider, connectedAt, connectionId, goneAt, confirmedAt }) => ({
        key,
        displayName: integrationLabel(ctx, { key, displayName }),
        provider,
        connectedAt: toText(connectedAt),
        connectionId,
        goneAt: toText(goneAt),
        isConfirmed: link.handoff === null ? null : confirmedAt !== null,
        isDoubted: link.handoff !== null && confirmedAt === null && isLongAgo(ctx, connectedAt),
      }),
    ),
    makerName: link.makerName,
    isMine: link.makerId === ctx.actor.id,
    canEnd: canEndLinks(ctx.actor),
    canReveal: mayReveal(ctx, link),
    canMail: mayReveal(ctx, link) && isOpen(ctx, link) && queuesMail(),
    createdAt: link.createdAt.toISOString(),
    endsAt: toText(link.endsAt),
    connectedAt: toText(link.connectedAt),
    endedAt: toText(link.endedAt),
    isRevoking: link.state === 'active' && link.revokeAskedAt !== null,
    alarmedAt: toText(link.alarmedAt),
    alarms: link.alarms.map(({ kind, integrationKey, connectionId, at, otherLinks }) => ({
      kind,
      integrationKey,
      connectionId,
      at: at.toISOString(),
      otherLinks,
    })),
    endWords: endWords[lateFinishOf(ctx.nango, link)],
    canDisconnect: canDisconnect(ctx.actor),
    attemptFailedAt: toText(link.attemptFailedAt),
    attemptFailure: isAttemptFailure(link.attemptFailure) ? link.attemptFailure : null,
    hosts: [...new Set(link.hosts.map(({ host }) => host))],
    reconnectsId: link.reconnectsId,
    connectionGoneAt: toText(link.connectionGoneAt),
    renewsId: link.renewsId,
    renewedAs: link.renewedAs,
    isAnswer: link.isAnswer,
    ticket: ticketOf(link),
    handoff:
      link.handoff &&
      readHandoffView(link.handoff, {
        worksFor: link.worksFor,
        language: link.language,
        mayReveal: mayReveal(ctx, link),
      }),
    mail: link.mails && readMailView(link.mails, isOpen(ctx, link) && isUnheard(link.handoff)),
  }
}

/** Whether a link lives whose address this person may see. */
export function mayReveal({ actor }: ActorCtx, link: Link): boolean {
  return isLive(link.state) && canReveal(actor, link)
}

/** Whether a link does something for whoever opens it now: it lives, nobody ends it, and no wrong answers have locked it. */
export function isOpen(ctx: DeskCtx, link: Link): link is Link & { endsAt: Date } {
  return remainingMs(ctx, link) > 0 && link.revokeAskedAt === null && !link.handoff?.lockedAt
}

/** The page of whoever connects tells of it within a second; a slow one gets this long before there is an alarm. */
export const doubtMs = 20_000

const isLongAgo = (ctx: ActorCtx, at: Date | null) =>
  at !== null && ctx.now().getTime() - at.getTime() > doubtMs

const ticketOf = ({ ownTags }: Link): LinkView['ticket'] => {
  const { tagKey, url } = settings().tickets
  const number = ownTags.find(({ key }) => key === tagKey)?.value
  if (number === undefined) return null
  return { number, url: url && url.replaceAll('{ticket}', encodeURIComponent(number)) }
}

const toText = (instant: Date | null) => instant?.toISOString() ?? null

/** Milliseconds until a link ends by the desk's clock; 0 for one that has ended. */
const remainingMs = (ctx: DeskCtx, link: Link) =>
  isLive(link.state) && link.endsAt ? Math.max(0, link.endsAt.getTime() - ctx.now().getTime()) : 0

/** A link with its URL, for its maker and admins while it lives; for others without. */
export function toLiveLinkView(ctx: ActorCtx, link: Link, secret: LinkSecret | null): LiveLinkView {
  const isShown = secret !== null && mayReveal(ctx, link) && remainingMs(ctx, link) > 0
  const url = isShown ? readUrl(ctx, link, secret) : null
  return { link: withSaid(toLinkView(ctx, link), link.handoff), url, remainingMs: remainingMs(ctx, link) }
}

/** The address of a link: whoever has it holds the link. */
export function readUrl({ nango }: DeskCtx, { language }: Pick<Link, 'language'>, secret: LinkSecret) {
  return secret.isHandoff
    ? secret.base + secret.token
    : buildConnectUrl({ ...secret, apiUrl: nango.apiUrlInLinks, language })
}

/**
 * What the end of a link does not stop, and whether the desk would report it. A new connection stands in Nango's list; a
 * replaced account is reported by a webhook alone.
 */
const lateFinishOf = (nango: Nango, { integrations, reconnectsId }: Link): LateFinish => {
  if (!integrations.some(({ provider }) => mayOutliveSession(nango, provider))) return 'none'
  const isSeen = reconnectsId === null || nango.webhookSigningKeys.length > 0
  return nango.warnsOfLate && isSeen ? 'reported' : 'unreported'
}

/** A link with everything that happened to it, for every role; never its URL. */
export async function readLinkHistory(ctx: StaffCtx, id: string): Promise<Result<LinkHistoryView>> {
  await loadIntegrationNames(ctx)
  const link = await findLinkById(ctx.db, id)
  if (!link) return fail({ code: 'not_found' })
  return succeed({
    live: toLiveLinkView(ctx, link, null),
    canReveal: mayReveal(ctx, link),
    tags: tagsOf(link),
    connections: toConnections(link, await listConfirmedOf(ctx.db, id)),
    events: await listEventsOf(ctx.db, id),
  })
}

/** Where a connection named no customer its own id stands for one, and was not sent. */
const tagsOf = ({ id, customer, ownTags, reconnectsId }: Link) =>
  Object.entries(toLinkTags(id, customer, ownTags)).flatMap(([key, value]) =>
    key === 'end_user_id' && value === reconnectsId ? [] : [{ key, value }],
  )

type ConnectionAt = ConnectionName & { at: Date }

const toConnections = ({ integrations, alarms }: Link, confirmed: ConnectionAt[]): LinkConnectionView[] => {
  const toView = ({ connectionId: id, integrationKey, at }: ConnectionAt, alarm: AlarmKind | null) => ({
    id,
    integrationKey,
    at: at.toISOString(),
    alarm,
  })
  const expected = integrations.flatMap(({ key: integrationKey, connectionId, connectedAt: at }) =>
    connectionId && at ? [toView({ integrationKey, connectionId, at }, null)] : [],
  )
  const open = alarms.map((one) => toView(one, one.kind))
  const isListed = ({ id, integrationKey }: LinkConnectionView) =>
    [...expected, ...open].some((one) => one.id === id && one.integrationKey === integrationKey)
  const others = confirmed.map((one) => toView(one, null)).filter((one) => !isListed(one))
  return [...expected, ...others, ...open]
}

/** What machines are sent of a link. */
export type LinkRecord = Pick<
  Link,
  | 'id'
  | 'state'
  | 'customer'
  | 'integrations'
  | 'makerId'
  | 'reconnectsId'
  | 'createdAt'
  | 'endsAt'
  | 'handoff'
>

/** Links as they are in a transaction, by their ids. Ids of no link are left out. */
export async function readLinkRecords(tx: Db, ids: string[]): Promise<Map<string, LinkRecord>> {
  return new Map((await findLinksByIds(tx, ids)).map((link) => [link.id, link]))
}
