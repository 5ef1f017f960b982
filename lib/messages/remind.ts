import 'server-only'
import { doEach } from '@/lib/core/errors'
import type { DeskCtx } from '@/lib/ctx'
import { readStoredLink } from '@/lib/links/read'
import { planDue, type Reminder, settlePlanned } from '@/lib/mail/plan'
import { queueMail } from '@/lib/mail/queue'
import { readMailLanguage } from '@/lib/mail/read'
import { writeHtml } from '@/lib/mail/write-html'

import { writeReminder } from './write-reminder'

/** Queues the reminders that are due. One that cannot be written now does not hold up the others. */
export async function remindCustomers(ctx: DeskCtx): Promise<void> {
  await doEach(await planDue(ctx), (reminder) => remind(ctx, reminder))
}

const remind = async (ctx: DeskCtx, reminder: Reminder): Promise<void> => {
  const { linkId } = reminder
  const written = await write(ctx, linkId)
  const at = ctx.now()
  await ctx.db
    .transaction(async (tx) => {
      if (written === null) {
        await settlePlanned(tx, reminder, 'link_ended', at)
        return
      }
      const { subject, body: text, language, unsubscribe, link } = written
      const queued = await queueMail(tx, {
        linkId,
        kind: 'reminder',
        to: reminder.recipient,
        subject: subject ?? '',
        text,
        html: writeHtml({ text, url: link.url, more: [unsubscribe], language }),
        language,
        unsubscribe,
        createdBy: null,
        at,
        notAfter: link.endsAt,
      })
      // Queued together with this, or not at all: another process may have been first.
      const isFirst = await settlePlanned(tx, reminder, queued.ok ? null : queued.failure.code, at)
      if (!isFirst) throw new AlreadyReminded()
    })
    .catch((error: unknown) => {
      if (!(error instanceof AlreadyReminded)) throw error
    })
}

/** In the language of the mail that brought the link; null where that opens no more. */
const write = async (ctx: DeskCtx, linkId: string) => {
  const link = await readStoredLink(ctx, linkId)
  if (!link) return null
  const written = await writeReminder(ctx, link, { language: readMailLanguage(link.mails), at: ctx.now() })
  return written.ok ? written.value : null
}

class AlreadyReminded extends Error {}
