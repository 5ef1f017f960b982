'use server'

import { randomUUID } from 'node:crypto'

import type { LinkFormState } from '@/lib/core/answers'
import { CreateLinkInput } from '@/lib/core/create-link-input'
import { toFailureView } from '@/lib/core/failure-text'
import {
  atConfigFields,
  readIntentKey,
  readLinkForm,
  strangeFields,
  toCreateLinkInput,
  toFieldErrors,
} from '@/lib/core/link-form'
import { nextIntentKey } from '@/lib/core/next-intent-key'
import { fail } from '@/lib/core/result'
import { asStaff } from '@/lib/doors/staff-action'
import { createLink } from '@/lib/use-cases/create-link'

/** The New link form. Answers with the card, or with what to change; then the next post is a new intent. */
export async function createLinkAction(_: LinkFormState, data: FormData): Promise<LinkFormState> {
  const values = readLinkForm(data)
  const posted = readIntentKey(data)
  const result = await asStaff('link.create', async (ctx) => {
    if (strangeFields(data).length > 0) return fail({ code: 'invalid_input' })
    const input = CreateLinkInput.safeParse(toCreateLinkInput(posted, values))
    return input.success
      ? createLink(ctx, input.data)
      : fail({ code: 'invalid_input', fieldErrors: toFieldErrors(input.error) })
  })
  const failure = result.ok ? null : toFailureView(result.failure, 'create')
  if (failure) failure.fieldErrors = atConfigFields(failure.fieldErrors, values)
  return {
    intentKey: nextIntentKey(posted, failure, randomUUID()),
    values,
    made: result.ok ? result.value : null,
    failure,
  }
}
