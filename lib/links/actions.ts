'use server'

import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import { IntegrationKey, LinkId } from '@/lib/core/ids'
import { nextIntentKey } from '@/lib/core/intent-key'
import { fail, succeed, type Result } from '@/lib/core/result'
import { staffAction } from '@/lib/guards/staff-action'

import { answerReport, confirmConnection } from './confirm'
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
  type LinkFormState,
  type LinkFormValues,
  readIntentKey,
  readLinkForm,
  toCreateLinkInput,
  toFieldErrors,
  unknownFields,
} from './schema/form'
import { HandOver, LiveLinksScope } from './schema/lists'

type PostedForm = { intentKey: string; values: LinkFormValues; isOurs: boolean }

/** What was posted, as typed, when it is a form that a person can have filled in. */
const readPosted = (posted: unknown): Result<PostedForm> => {
  if (!(posted instanceof FormData)) return fail({ code: 'invalid_input' })
  if (hasTooManyFields(posted)) return fail({ code: 'form_too_large' })
  return succeed({
    intentKey: readIntentKey(posted),
    values: readLinkForm(posted),
    isOurs: unknownFields(posted).length === 0,
  })
}

const createFromForm = staffAction(
  { name: 'link.create', input: z.custom<Result<PostedForm>>(), doing: 'create' },
  async (ctx, form) => {
    if (!form.ok) return form
    const { intentKey, values, isOurs } = form.value
    if (!isOurs) return fail({ code: 'invalid_input' })
    const input = CreateLinkInput.safeParse(toCreateLinkInput(intentKey, values))
    return input.success
      ? createLink(ctx, input.data)
      : fail({ code: 'invalid_input', fieldErrors: toFieldErrors(input.error) })
  },
)

/** The New link form. Answers with the card, or with what to change; then the next post is a new intent. */
export async function createLinkAction(_: LinkFormState, posted: FormData): Promise<LinkFormState> {
  const form = readPosted(posted)
  const answer = await createFromForm(form)
  const failure = answer.ok ? null : answer.failure
  // Whoever is signed out gets back what they typed; a page of somebody else has typed nothing.
  const isEchoed = form.ok && failure?.code !== 'foreign_origin'
  const { intentKey, values } = isEchoed ? form.value : { intentKey: '', values: emptyLinkForm }
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

/** Says of a connection which no page confirmed that it is the customer's. */
export const confirmConnectionAction = staffAction(
  {
    name: 'link.confirm',
    input: z.object({ linkId: LinkId, integrationKey: IntegrationKey.min(1) }),
    doing: 'connection',
  },
  confirmConnection,
)

/** The button on a report that says that the link was expected. */
export const answerReportAction = staffAction(
  {
    name: 'link.answer_report',
    input: z.object({ linkId: LinkId, reportedAt: z.iso.datetime() }),
    doing: 'revoke',
  },
  answerReport,
)

/** What "Revoke many" would revoke. */
export const listLiveLinksAction = staffAction(
  { name: 'links.list_live', input: LiveLinksScope, doing: 'read' },
  listLiveLinks,
)
