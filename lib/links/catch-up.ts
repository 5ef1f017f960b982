import 'server-only'
import { linkTag, visitTag } from '@/lib/core/customer-fields'
import { hourMs } from '@/lib/core/time'
import type { DeskCtx } from '@/lib/ctx'
import { recordCaughtUp, recordSilence, postponePoll, claimPoll } from '@/lib/db/nango-states'
import { areIntegrationsOld, refreshIntegrations } from '@/lib/integrations/list'
import type { Connection } from '@/lib/nango/connection'
import { findConnection, listNewConnections } from '@/lib/nango/list-connections'
import { shareRate } from '@/lib/nango/rate-limit'

import { recordConnections, recordTagged } from './record-connections'
import { expireLinks } from './store/move'
import { listOpenReconnects, markChecked, type OpenReconnect, recordConnectionGone } from './store/reconnects'
import { suspectConnections } from './suspect'
import { lateMs } from './view'

/** While somebody watches any link, Nango is asked at most once in this time: for all links, watchers and processes together. */
const watchedEveryMs = 5_000

/**
 * What one call costs: with it, at most 20 calls a minute go to Nango for all links, watched or not, and their ends. A
 * poll has one call, or two where the first does not show a reconnect: then the next poll comes after 6.2 s, and the
 * card, which asks the desk every 1.5 s, knows of a reconnect within 8 s. More calls than that, which only many new
 * connections at once need, postpone the next poll for as long as they cost.
 */
export const callMs = 3_100

/** Connections are listed once more when they are younger than this: they may have become visible late. */
const overlapMs = 300_000
/** How far back the first question goes: a link's life, and the hour in which a flow begun in time may end. */
const firstReachMs = 2 * hourMs

/**
 * Asks Nango what is new, if this call gets the poll, and brings every link up to date with it: connections, reconnects,
 * alarms, and ends. Nango's clock ends a link; the desk's only when Nango is silent, because it may have been set.
 */
export async function catchUp(ctx: DeskCtx, everyMs = watchedEveryMs): Promise<void> {
  const { host } = ctx.nango
  await shareRate(ctx)
  const poll = await claimPoll(ctx.db, host, ctx.now(), everyMs)
  if (poll.state === 'not_due') return
  if (poll.state === 'backing_off') return markSilent(ctx)
  const calls = await requestOnce(ctx, poll.caughtUpAt)
  await postponePoll(ctx.db, host, calls * callMs - watchedEveryMs)
}

/** One poll; returns how many calls it cost. */
const requestOnce = async (ctx: DeskCtx, caughtUpAt: Date | null): Promise<number> => {
  const open = await listOpenReconnects(ctx.db, new Date(ctx.now().getTime() - lateMs))
  const isForIntegrations = areIntegrationsOld(ctx)
  const listed = await listNewConnections(ctx.nango, {
    since: (nangoNow) => unknownSince(caughtUpAt, nangoNow),
    // One long list answers for many reconnects; for a single one a question of its own is cheaper.
    isLong: open.filter(({ isGone }) => !isGone).length > (isForIntegrations ? 0 : 1),
  })
  if (!listed.answer.ok) {
    await markSilent(ctx)
    return listed.calls
  }
  const { connections, nangoNow } = listed.answer.value
  await recordSilence(ctx.db, ctx.nango.host, null)
  await recordConnections(ctx, connections)
  await suspectConnections(ctx, connections)
  const unseen = await checkReconnectsInList(ctx, open, listed.answer.value)
  const isSecond = await requestSecond(ctx, isForIntegrations, unseen)
  if (nangoNow) {
    await recordCaughtUp(ctx.db, ctx.nango.host, nangoNow)
    await expireLinks(ctx.db, { clock: 'nango', now: nangoNow, at: ctx.now() })
  } else await expireByDesk(ctx)
  return listed.calls + (isSecond ? 1 : 0)
}

/**
 * The second call of a poll: now and then for the integrations, else for the connection, older than the list shows, that
 * was not checked for the longest time. Returns whether there was one.
 */
const requestSecond = async (ctx: DeskCtx, isForIntegrations: boolean, unseen: OpenReconnect[]) => {
  const [first] = unseen.filter(({ isGone }) => !isGone)
  if (isForIntegrations) await refreshIntegrations(ctx)
  else if (first) await checkReconnect(ctx, first)
  return isForIntegrations || first !== undefined
}

/** Nango's clock may have been put back since. */
const unknownSince = (caughtUpAt: Date | null, nangoNow: Date) => {
  const firstFrom = nangoNow.getTime() - firstReachMs
  return new Date(Math.min(caughtUpAt?.getTime() ?? firstFrom, nangoNow.getTime()) - overlapMs)
}

const markSilent = async (ctx: DeskCtx) => {
  await recordSilence(ctx.db, ctx.nango.host, ctx.now())
  await expireByDesk(ctx)
}

const expireByDesk = (ctx: DeskCtx) => expireLinks(ctx.db, { clock: 'desk', now: ctx.now(), at: ctx.now() })

type Seen = { seen: Connection[]; isWhole: boolean }

/**
 * Records what a list of connections says of those that are to be connected anew, without asking again: each is in it, is no
 * more, or is older than what the list shows. Returns the latter.
 */
const checkReconnectsInList = async (
  ctx: DeskCtx,
  open: OpenReconnect[],
  { seen, isWhole }: Seen,
): Promise<OpenReconnect[]> => {
  const found = new Map(seen.map((one) => [nameOf(one.integrationKey, one.id), one]))
  const unseen: OpenReconnect[] = []
  for (const one of open) {
    const connection = found.get(nameOf(one.integrationKey, one.connectionId)) ?? null
    if (connection || isWhole) await judge(ctx, one, connection)
    else unseen.push(one)
  }
  return unseen
}

/** Reads one connection by itself. */
const checkReconnect = async (ctx: DeskCtx, one: OpenReconnect): Promise<void> => {
  await markChecked(ctx.db, one.linkId, ctx.now())
  const found = await findConnection(ctx.nango, one)
  if (found.ok) await judge(ctx, one, found.value)
}

const judge = async (ctx: DeskCtx, reconnect: OpenReconnect, connection: Connection | null) => {
  const { linkId, integrationKey, connectionId, isGone } = reconnect
  const visitId = connection?.tags[visitTag] ?? null
  if (connection?.tags[linkTag] === linkId)
    await recordTagged(ctx, { linkId, integrationKey, connectionId, visitId })
  else if (!connection && !isGone) await recordConnectionGone(ctx.db, linkId, ctx.now())
}

const nameOf = (integrationKey: string, connectionId: string) =>
  JSON.stringify([integrationKey, connectionId])
