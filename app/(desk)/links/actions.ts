'use server'

import { z } from 'zod'

import type { Answer } from '@/lib/core/answers'
import { HandOver } from '@/lib/core/hand-over'
import { LinkId } from '@/lib/core/link-id'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { LiveLinksScope } from '@/lib/core/live-links-scope'
import { fail } from '@/lib/core/result'
import { SettleAlarmInput } from '@/lib/core/settle-alarm-input'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaff } from '@/lib/doors/staff-action'
import { listLiveLinks } from '@/lib/use-cases/list-live-links'
import { noteHandOver } from '@/lib/use-cases/note-hand-over'
import { openLink } from '@/lib/use-cases/open-link'
import { renewLink } from '@/lib/use-cases/renew-link'
import { revokeLink } from '@/lib/use-cases/revoke-link'
import { settleAlarm } from '@/lib/use-cases/settle-alarm'

/** The card's Renew button. */
export async function renewLinkAction(linkId: string, intentKey: string): Promise<Answer<LiveLinkView>> {
  const input = z.object({ linkId: LinkId, intentKey: z.uuid() }).safeParse({ linkId, intentKey })
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'create')
  return toAnswer(
    await asStaff('link.renew', (ctx) => renewLink(ctx, input.data.linkId, input.data.intentKey)),
    'create',
  )
}

/** The card tells that its link was passed on. What cannot be kept is no reason to disturb anybody. */
export async function noteHandOverAction(linkId: string, how: HandOver): Promise<void> {
  const input = z.object({ id: LinkId, how: HandOver }).safeParse({ id: linkId, how })
  if (input.success) await asStaff('link.note', (ctx) => noteHandOver(ctx, input.data))
}

/** The button that shows a live link of an earlier hour once more. */
export async function revealLinkAction(linkId: string): Promise<Answer<LiveLinkView>> {
  const input = LinkId.safeParse(linkId)
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'read')
  return toAnswer(await asStaff('link.reveal', (ctx) => openLink(ctx, input.data)), 'read')
}

/** The card's Revoke button. */
export async function revokeLinkAction(linkId: string): Promise<Answer<LinkView>> {
  const input = LinkId.safeParse(linkId)
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'revoke')
  return toAnswer(await asStaff('link.revoke', (ctx) => revokeLink(ctx, input.data)), 'revoke')
}

/** The card's answers to an alarm that is a guess. */
export async function settleAlarmAction(wish: SettleAlarmInput): Promise<Answer<LinkView>> {
  const input = SettleAlarmInput.safeParse(wish)
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'connection')
  return toAnswer(await asStaff('alarm.settle', (ctx) => settleAlarm(ctx, input.data)), 'connection')
}

/** What "Revoke many" would revoke. */
export async function listLiveLinksAction(scope: LiveLinksScope): Promise<Answer<LinkView[]>> {
  const input = LiveLinksScope.safeParse(scope)
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'read')
  return toAnswer(await asStaff('links.list_live', (ctx) => listLiveLinks(ctx, input.data)), 'read')
}
