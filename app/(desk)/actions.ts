'use server'

import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import type { Answer, LinkFormState } from '@/lib/core/answers'
import { CreateLinkInput } from '@/lib/core/create-link-input'
import { toFailureView, type Doing } from '@/lib/core/failure-text'
import {
  readIntentKey,
  readLinkForm,
  strangeFields,
  toCreateLinkInput,
  toFieldErrors,
} from '@/lib/core/link-form'
import { LinkId } from '@/lib/core/link-id'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { nextIntentKey } from '@/lib/core/next-intent-key'
import { fail, type Result } from '@/lib/core/result'
import { asStaff } from '@/lib/doors/staff-action'
import { createLink } from '@/lib/use-cases/create-link'
import { renewLink } from '@/lib/use-cases/renew-link'
import { revokeLink } from '@/lib/use-cases/revoke-link'

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
  return {
    intentKey: nextIntentKey(posted, failure, randomUUID()),
    values,
    made: result.ok ? result.value : null,
    failure,
  }
}

/** The card's Renew button. */
export async function renewLinkAction(linkId: string, intentKey: string): Promise<Answer<LiveLinkView>> {
  const input = z.object({ linkId: LinkId, intentKey: z.uuid() }).safeParse({ linkId, intentKey })
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'create')
  return toAnswer(
    await asStaff('link.renew', (ctx) => renewLink(ctx, input.data.linkId, input.data.intentKey)),
    'create',
  )
}

/** The card's Revoke button. */
export async function revokeLinkAction(linkId: string): Promise<Answer<LinkView>> {
  const input = LinkId.safeParse(linkId)
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'revoke')
  return toAnswer(await asStaff('link.revoke', (ctx) => revokeLink(ctx, input.data)), 'revoke')
}

const toAnswer = <T>(result: Result<T>, doing: Doing): Answer<T> =>
  result.ok ? result : { ok: false, failure: toFailureView(result.failure, doing) }
