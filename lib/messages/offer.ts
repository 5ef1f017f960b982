import 'server-only'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { findRevealed, recordPassedOn } from '@/lib/links/reveal'

import { countSms } from './count-sms'
import type { MessageInput } from './schema'
import type { MessageView } from './view'
import { maskedBody, writeMessage } from './write'

/**
 * The message about a live link, for whoever may see the link: `not_found` for others, and `link_over` where it opens no more. To look at, its address is masked;
 * taken, it is there, and that it was taken is an event.
 */
export async function offerMessage(
  ctx: StaffCtx,
  { isTaken, linkId, ...wanted }: MessageInput,
): Promise<Result<MessageView>> {
  const stored = await findRevealed(ctx, linkId)
  if (!stored) return fail({ code: 'not_found' })
  const written = await writeMessage(ctx, stored, { ...wanted, isReminder: false })
  if (!written.ok) return written
  const recorded = isTaken ? await recordPassedOn(ctx, stored, 'message') : succeed(null)
  if (!recorded.ok) return recorded
  const { subject, body, language, link } = written.value
  return succeed({
    channel: wanted.channel,
    language,
    subject,
    body: isTaken ? body : maskedBody(written.value),
    sms: wanted.channel === 'sms' ? countSms(body) : null,
    email: link.customer.email,
  })
}
