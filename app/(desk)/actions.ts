'use server'

import { randomUUID } from 'node:crypto'

import type { LinkFormState } from '@/lib/core/answers'
import { CreateLinkInput } from '@/lib/core/create-link-input'
import { toFailureView } from '@/lib/core/failure'
import {
  atConfigFields,
  emptyLinkForm,
  hasTooManyFields,
  readIntentKey,
  readLinkForm,
  strangeFields,
  toCreateLinkInput,
  toFieldErrors,
} from '@/lib/core/link-form'
import { nextIntentKey } from '@/lib/core/next-intent-key'
import { fail, succeed, type Result } from '@/lib/core/result'
import { asStaff } from '@/lib/doors/staff-action'
import { createLink } from '@/lib/use-cases/create-link'

/** The New link form. Answers with the card, or with what to change; then the next post is a new intent. */
export async function createLinkAction(_: LinkFormState, data: FormData): Promise<LinkFormState> {
  const result = await asStaff('link.create', async (ctx) => {
    const form = toForm(data)
    if (!form.ok) return form
    if (strangeFields(form.value).length > 0) return fail({ code: 'invalid_input' })
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
