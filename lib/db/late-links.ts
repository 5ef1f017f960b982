import 'server-only'
import { and, desc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm'

import { lateMs } from '@/lib/core/late-connection'

import type { Db } from './open'
import { linkIntegrations, links } from './schema'

/**
 * A link whose flow may still be under way at the provider. `fromMs` and `toMs` are on Nango's clock, which is ahead of the
 * desk's by `aheadMs`.
 */
export type LateLink = { id: string; fromMs: number; toMs: number; aheadMs: number }

/** Two clocks agree within this, and the hour of a flow begins when Nango says so. */
const slackMs = 10_000
const slackAfterMs = 300_000
/** A link may have been connected late itself. */
const lookBackMs = 2 * lateMs + slackAfterMs
const most = 200

/**
 * Links for an integration that have ended within the last hours, newest first, with the time in which a flow that was
 * begun through them would finish. `reconnectsId` is the connection that they connect anew, null for new ones.
 */
export const findLateLinks = async (
  db: Db,
  { integrationKey, reconnectsId, at }: { integrationKey: string; reconnectsId: string | null; at: Date },
): Promise<LateLink[]> => {
  const of = reconnectsId === null ? isNull(links.reconnectsId) : eq(links.reconnectsId, reconnectsId)
  return (await selectEnded(db, integrationKey, at, of)).flatMap((row) => toLateLink(row) ?? [])
}

const selectEnded = (db: Db, integrationKey: string, at: Date, of: SQL | undefined) =>
  db
    .select({
      id: links.id,
      expiresAt: links.expiresAt,
      endsAt: links.endsAt,
      endedAt: links.endedAt,
      revokeAskedAt: links.revokeAskedAt,
    })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(
        inArray(links.state, ['connected', 'expired', 'revoked']),
        gt(links.endsAt, new Date(at.getTime() - lookBackMs)),
        eq(linkIntegrations.integrationKey, integrationKey),
        of,
      ),
    )
    .orderBy(desc(links.id))
    .limit(most)

type Ended = Awaited<ReturnType<typeof selectEnded>>[number]

/** While its connect session lived, whatever came of it bore its tags. */
const toLateLink = ({ id, expiresAt, endsAt, endedAt, revokeAskedAt }: Ended): LateLink | null => {
  if (!expiresAt || !endsAt || !endedAt) return null
  const aheadMs = expiresAt.getTime() - endsAt.getTime()
  const onNangos = (instant: Date) => Math.min(expiresAt.getTime(), instant.getTime() + aheadMs)
  return {
    id,
    aheadMs,
    fromMs: onNangos(revokeAskedAt ?? endedAt) - slackMs,
    toMs: onNangos(endedAt) + lateMs + slackAfterMs,
  }
}
