import 'server-only'
import { customerRoutes } from '@/lib/core/desk-routes'
import { fillText, type Language } from '@/lib/core/language'
import { type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import type { StoredLink } from '@/lib/links/reveal'

import { textsOf } from './texts/all'
import { type WrittenMessage, writeMail } from './write'

/** `unsubscribe`: where its customer says that they want no more of them. */
type WrittenReminder = WrittenMessage & { unsubscribe: string }

/**
 * The reminder of a live link, as it reads at an instant, with times by the desk's clock: the mail with the link, which says that
 * it is one and how to stop them. To be sent, and to be looked at before. Fails as `writeMessage` does.
 */
export async function writeReminder(
  ctx: DeskCtx,
  stored: StoredLink,
  { language, at }: { language: Language | null; at: Date },
): Promise<Result<WrittenReminder>> {
  const written = await writeMail(ctx, stored, { language, zone: null, isReminder: true, at })
  if (!written.ok) return written
  const { body, link } = written.value
  const unsubscribe = customerRoutes.unsubscribe(link.url)
  const noMore = fillText(textsOf[written.value.language].reminder.noMore, { url: unsubscribe })
  return succeed({ ...written.value, body: `${body}\n\n${noMore}`, unsubscribe })
}
