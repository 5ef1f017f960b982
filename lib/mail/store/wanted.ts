import 'server-only'
import { eq, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { handoffs } from '@/lib/db/schema-handoff'

import type { MailEnd, MailKind } from '../words'

/** Mails that say nothing true once the link does nothing any more. */
const ofLiveLinks: MailKind[] = ['link', 'reminder', 'code']

type Asked = { linkId: string; kind: MailKind; notAfter: Date }

/** Why a mail is not to be sent any more, at an instant of the desk's clock; null while it is. */
export async function findEnd(db: Db, { linkId, kind, notAfter }: Asked, at: Date): Promise<MailEnd | null> {
  const [link] = await db
    .select({
      state: links.state,
      revokeAskedAt: links.revokeAskedAt,
      endsAt: links.endsAt,
      lockedAt: handoffs.lockedAt,
      openedAt: handoffs.openedAt,
      isUnsubscribed: sql<boolean>`exists (select 1 from mail_reminders
        where link_id = ${links.id} and unsubscribed_at is not null)`,
    })
    .from(links)
    .leftJoin(handoffs, eq(handoffs.linkId, links.id))
    .where(eq(links.id, linkId))
  if (!link) return 'link_ended'
  const isLive =
    link.state === 'active' &&
    link.revokeAskedAt === null &&
    link.lockedAt === null &&
    (link.endsAt?.getTime() ?? 0) > at.getTime()
  if (ofLiveLinks.includes(kind) && !isLive) return 'link_ended'
  if (kind === 'reminder' && link.openedAt !== null) return 'opened'
  if (kind === 'reminder' && link.isUnsubscribed) return 'unsubscribed'
  return notAfter.getTime() <= at.getTime() ? 'too_late' : null
}
