'use server'

import { z } from 'zod'

import type { Answer } from '@/lib/core/answers'
import { HandOver } from '@/lib/core/hand-over'
import { LinkId } from '@/lib/core/link-id'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { LiveLinksScope } from '@/lib/core/live-links-scope'
import { SettleAlarmInput } from '@/lib/core/settle-alarm-input'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaffGiven } from '@/lib/doors/staff-action'
import { listLiveLinks } from '@/lib/use-cases/list-live-links'
import { noteHandOver } from '@/lib/use-cases/note-hand-over'
import { openLink } from '@/lib/use-cases/open-link'
import { renewLink } from '@/lib/use-cases/renew-link'
import { revokeLink } from '@/lib/use-cases/revoke-link'
import { settleAlarm } from '@/lib/use-cases/settle-alarm'

const Renewal = z.object({ linkId: LinkId, intentKey: z.uuid() })
const Note = z.object({ id: LinkId, how: HandOver })

/** The card's Renew button. */
export async function renewLinkAction(linkId: string, intentKey: string): Promise<Answer<LiveLinkView>> {
  const renewed = await asStaffGiven('link.renew', Renewal, { linkId, intentKey }, (ctx, input) =>
    renewLink(ctx, input.linkId, input.intentKey),
  )
  return toAnswer(renewed, 'create')
}

/** The card tells that its link was passed on. What cannot be kept is no reason to disturb anybody. */
export async function noteHandOverAction(linkId: string, how: HandOver): Promise<void> {
  await asStaffGiven('link.note', Note, { id: linkId, how }, noteHandOver)
}

/** The button that shows a live link of an earlier hour once more. */
export async function revealLinkAction(linkId: string): Promise<Answer<LiveLinkView>> {
  return toAnswer(await asStaffGiven('link.reveal', LinkId, linkId, openLink), 'read')
}

/** The card's Revoke button. */
export async function revokeLinkAction(linkId: string): Promise<Answer<LinkView>> {
  return toAnswer(await asStaffGiven('link.revoke', LinkId, linkId, revokeLink), 'revoke')
}

/** The card's answers to an alarm that is a guess. */
export async function settleAlarmAction(wish: SettleAlarmInput): Promise<Answer<LinkView>> {
  return toAnswer(await asStaffGiven('alarm.settle', SettleAlarmInput, wish, settleAlarm), 'connection')
}

/** What "Revoke many" would revoke. */
export async function listLiveLinksAction(scope: LiveLinksScope): Promise<Answer<LinkView[]>> {
  return toAnswer(await asStaffGiven('links.list_live', LiveLinksScope, scope, listLiveLinks), 'read')
}
