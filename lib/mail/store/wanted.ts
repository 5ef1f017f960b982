import 'server-only'
import { eq, sql } from 'drizzle-orm'

import { isSameAddress } from '@/lib/core/typed/email-text'
import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { handoffs, isReportAnswered } from '@/lib/db/schema-handoff'

import { type MailEnd, type MailKind, nobodyThere } from '../words'

/** Mails that say nothing true once the link does nothing any more. */
const ofLiveLinks: MailKind[] = ['link', 'reminder', 'digits']

type Life = { state: string; revokeAskedAt: Date | null; lockedAt: Date | null; endsAt: Date | null }

const isAlive = ({ state, revokeAskedAt, lockedAt, endsAt }: Life, at: Date) =>
  state === 'active' && revokeAskedAt === null && lockedAt === null && endsAt !== null && endsAt > at

type Asked = { linkId: string; kind: MailKind; recipient: string }

/** Why a mail is not wanted any more, at an instant of the desk's clock; null while it is. */
export async function findEnd(db: Db, { linkId, kind, recipient }: Asked, at: Date): Promise<MailEnd | null> {
  const [link] = await db
    .select({
      state: links.state,
      revokeAskedAt: links.revokeAskedAt,
      endsAt: links.endsAt,
      lockedAt: handoffs.lockedAt,
      openedAt: handoffs.openedAt,
      isReported: sql<boolean>`${handoffs.reportedAt} is not null and not ${isReportAnswered}`,
      // What `findHeard` finds.
      mailEnd: sql<string | null>`(select stopped_why from mails
        where link_id = ${links.id} and lower(recipient) = ${recipient.toLowerCase()}
          and (kind = 'link' or (kind = 'reminder' and next_attempt_at is null))
        order by id desc limit 1)`,
      lastTo: sql<string | null>`(select recipient from mails
        where link_id = ${links.id} and kind = 'link' order by id desc limit 1)`,
      isUnsubscribed: sql<boolean>`exists (select 1 from mail_reminders
        where link_id = ${links.id} and unsubscribed_at is not null)`,
    })
    .from(links)
    .leftJoin(handoffs, eq(handoffs.linkId, links.id))
    .where(eq(links.id, linkId))
  if (!link || (ofLiveLinks.includes(kind) && !isAlive(link, at))) return 'link_ended'
  return kind === 'reminder' ? endOfReminder(link, recipient) : null
}

type Wanted = {
  openedAt: Date | null
  isReported: boolean
  mailEnd: string | null
  lastTo: string | null
  isUnsubscribed: boolean
}

const endOfReminder = (link: Wanted, recipient: string): MailEnd | null => {
  if (link.openedAt !== null) return 'opened'
  if (link.isReported) return 'reported'
  if (link.lastTo !== null && !isSameAddress(link.lastTo, recipient)) return 'corrected'
  return nobodyThere.find((end) => end === link.mailEnd) ?? (link.isUnsubscribed ? 'unsubscribed' : null)
}
