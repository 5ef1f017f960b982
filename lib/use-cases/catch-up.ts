import 'server-only'
import { lateMs } from '@/lib/core/late-connection'
import { expireLinks } from '@/lib/db/move-link'
import { noteCaughtUp, shareRateLimit, takeTurn } from '@/lib/db/nango-states'
import { claimOpenReconnects } from '@/lib/db/reconnects'
import { listNews } from '@/lib/nango/list-news'

import type { DeskCtx } from './desk-ctx'
import { noteConnections } from './note-connections'
import { noteReconnect } from './note-reconnect'
import { suspectConnections } from './suspect-connections'

/** While somebody watches any link, Nango is asked at most once in this time: for all links, watchers and processes together. */
export const watchedEveryMs = 5_000

/** Connections are listed once more when they are younger than this: they may have become visible late. */
const overlapMs = 300_000
/** How many connections one turn looks at: 60 calls a minute while somebody watches. */
const mostReconnects = 5
/** How far back the first question goes: a link's life, and the hour in which a flow begun in time may end. */
const firstLookMs = 2 * 3_600_000

/**
 * Asks Nango what is new, if it is this call's turn, and brings every link up to date with it: connections, alarms, and
 * ends. Nango's clock ends a link; the desk's only when Nango is silent, because it may have been set.
 */
export const catchUp = async (ctx: DeskCtx, everyMs = watchedEveryMs): Promise<void> => {
  const { host } = ctx.nango
  await tellRateLimit(ctx)
  const turn = await takeTurn(ctx.db, host, ctx.now(), everyMs)
  if (turn.state === 'not_due') return
  if (turn.state === 'resting') return expireByDesk(ctx)
  const news = await listNews(ctx.nango, (nangoNow) => unknownSince(turn.caughtUpAt, nangoNow))
  if (!news.ok) return expireByDesk(ctx)
  const { connections, nangoNow } = news.value
  await noteConnections(ctx, connections)
  await suspectConnections(ctx, connections)
  await lookAtReconnects(ctx)
  if (!nangoNow) return expireByDesk(ctx)
  await noteCaughtUp(ctx.db, host, nangoNow)
  await expireLinks(ctx.db, { clock: 'nango', now: nangoNow, at: ctx.now() })
}

/** A connection that is connected anew is none of the newest, so each is looked at by itself, a few at a time. */
const lookAtReconnects = async (ctx: DeskCtx) => {
  const at = ctx.now()
  const before = new Date(at.getTime() - lateMs)
  const ids = await claimOpenReconnects(ctx.db, { at, before, limit: mostReconnects })
  await Promise.all(ids.map((id) => noteReconnect(ctx, id)))
}

/** Nango's clock may have been put back since. */
const unknownSince = (caughtUpAt: Date | null, nangoNow: Date) => {
  const firstLook = nangoNow.getTime() - firstLookMs
  return new Date(Math.min(caughtUpAt?.getTime() ?? firstLook, nangoNow.getTime()) - overlapMs)
}

const expireByDesk = (ctx: DeskCtx) => expireLinks(ctx.db, { clock: 'desk', now: ctx.now(), at: ctx.now() })

const tellRateLimit = async ({ nango, db }: DeskCtx) => {
  const { told, isNew } = nango.rate
  if (!told || !isNew) return
  nango.rate.isNew = false
  await shareRateLimit(db, nango.host, told)
}
