'use server'

import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import { settleAlarm } from '@/lib/connections/settle-alarm'
import { toFailureView } from '@/lib/core/failure'
import { LinkId, nextIntentKey } from '@/lib/core/ids'
import { fail, succeed, type Result, type Answer } from '@/lib/core/result'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaff, asStaffGiven } from '@/lib/guards/staff-action'
import type { LinkFormState } from '@/lib/links/view'

import { createLink } from './create'
import { listLiveLinks } from './list'
import { renewLink } from './renew'
import { openLink, recordHandOver } from './reveal'
import { revokeLink } from './revoke'
import { CreateLinkInput } from './schema/create'
import {
  atConfigFields,
  emptyLinkForm,
  hasTooManyFields,
  readIntentKey,
  readLinkForm,
  toCreateLinkInput,
  toFieldErrors,
  unknownFields,
} from './schema/form'
import { HandOver, LiveLinksScope, SettleAlarmInput } from './schema/lists'
import type { LinkView, LiveLinkView } from './view'

/** The New link form. Answers with the card, or with what to change; then the next post is a new intent. */
export async function createLinkAction(_: LinkFormState, data: FormData): Promise<LinkFormState> {
  const result = await asStaff('link.create', async (ctx) => {
    const form = toForm(data)
    if (!form.ok) return form
    if (unknownFields(form.value).length > 0) return fail({ code: 'invalid_input' })
    const wish = toCreateLinkInput(readIntentKey(form.value), readLinkForm(form.value))
    const input = CreateLinkInput.safeParse(wish)
    return input.success
      ? createLink(ctx, input.data)
      : fail({ code: 'invalid_input', fieldErrors: toFieldErrors(input.error) })
  })
  const failure = result.ok ? null : toFailureView(result.failure, 'create')
  // Whoever is signed out gets back what they typed; a page of somebody else has typed nothing.
  const form = failure?.code === 'foreign_origin' ? null : toForm(data)
  const posted = form?.ok ? readIntentKey(form.value) : ''
  const values = form?.ok ? readLinkForm(form.value) : emptyLinkForm
  if (failure) failure.fieldErrors = atConfigFields(failure.fieldErrors, values)
  return {
    intentKey: nextIntentKey(posted, failure, randomUUID()),
    values,
    made: result.ok ? result.value : null,
    failure,
  }
}

/** What was posted, when it is a form, and one that a person can have filled in. */
const toForm = (posted: unknown): Result<FormData> => {
  if (!(posted instanceof FormData)) return fail({ code: 'invalid_input' })
  return hasTooManyFields(posted) ? fail({ code: 'form_too_large' }) : succeed(posted)
}

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
export async function recordHandOverAction(linkId: string, how: HandOver): Promise<void> {
  await asStaffGiven('link.note', Note, { id: linkId, how }, recordHandOver)
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
