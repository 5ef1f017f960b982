'use server'

import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import { LinkId } from '@/lib/core/ids'
import { nextIntentKey } from '@/lib/core/intent-key'
import { fail, succeed, type Result } from '@/lib/core/result'
import { staffAction } from '@/lib/guards/staff-action'

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
import { HandOver, LiveLinksScope } from './schema/lists'
import type { LinkFormState } from './view'

/** What was posted, when it is a form, and one that a person can have filled in. */
const toForm = (posted: unknown): Result<FormData> => {
  if (!(posted instanceof FormData)) return fail({ code: 'invalid_input' })
  return hasTooManyFields(posted) ? fail({ code: 'form_too_large' }) : succeed(posted)
}

const createFromForm = staffAction(
  { name: 'link.create', input: z.unknown(), doing: 'create' },
  async (ctx, posted) => {
    const form = toForm(posted)
    if (!form.ok) return form
    if (unknownFields(form.value).length > 0) return fail({ code: 'invalid_input' })
    const input = CreateLinkInput.safeParse(
      toCreateLinkInput(readIntentKey(form.value), readLinkForm(form.value)),
    )
    return input.success
      ? createLink(ctx, input.data)
      : fail({ code: 'invalid_input', fieldErrors: toFieldErrors(input.error) })
  },
)

/** The New link form. Answers with the card, or with what to change; then the next post is a new intent. */
export async function createLinkAction(_: LinkFormState, posted: FormData): Promise<LinkFormState> {
  const answer = await createFromForm(posted)
  const failure = answer.ok ? null : answer.failure
  // Whoever is signed out gets back what they typed; a page of somebody else has typed nothing.
  const form = failure?.code === 'foreign_origin' ? null : toForm(posted)
  const intentKey = form?.ok ? readIntentKey(form.value) : ''
  const values = form?.ok ? readLinkForm(form.value) : emptyLinkForm
  if (failure) failure.fieldErrors = atConfigFields(failure.fieldErrors, values)
  return {
    intentKey: nextIntentKey(intentKey, failure, randomUUID()),
    values,
    created: answer.ok ? answer.value : null,
    failure,
  }
}

/** The card's Renew button. */
export const renewLinkAction = staffAction(
  { name: 'link.renew', input: z.object({ linkId: LinkId, intentKey: z.uuid() }), doing: 'create' },
  (ctx, { linkId, intentKey }) => renewLink(ctx, linkId, intentKey),
)

/** The card reports that its link was passed on. */
export const recordHandOverAction = staffAction(
  { name: 'link.note', input: z.object({ id: LinkId, how: HandOver }), doing: 'read' },
  recordHandOver,
)

/** The button that shows a live link of an earlier hour once more. */
export const revealLinkAction = staffAction({ name: 'link.reveal', input: LinkId, doing: 'read' }, openLink)

/** The card's Revoke button. */
export const revokeLinkAction = staffAction(
  { name: 'link.revoke', input: LinkId, doing: 'revoke' },
  revokeLink,
)

/** What "Revoke many" would revoke. */
export const listLiveLinksAction = staffAction(
  { name: 'links.list_live', input: LiveLinksScope, doing: 'read' },
  listLiveLinks,
)
