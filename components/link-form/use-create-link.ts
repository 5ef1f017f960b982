import { unstable_rethrow } from 'next/navigation'
import { type SubmitEvent, useActionState, startTransition, useRef } from 'react'

import type { CreateLinkAction, LinkFormState } from '@/lib/core/answers'

const unreachable = {
  code: 'unexpected',
  message: 'Connect Desk could not be reached. Nothing was lost; try again.',
  fieldErrors: {},
} as const

/** Keeps form and intent when the post itself fails: the same key again can never make a second link. */
const guarded =
  (createLink: CreateLinkAction): CreateLinkAction =>
  async (state, data) => {
    try {
      return await createLink(state, data)
    } catch (error) {
      unstable_rethrow(error)
      return { ...state, made: null, failure: unreachable }
    }
  }

/** The form's state and how to send it: once at a time, without React emptying the inputs, and without JavaScript. */
export const useCreateLink = (createLink: CreateLinkAction, initial: LinkFormState) => {
  // Only the bare action renders as a form that posts by itself; what guards it lives in the browser.
  const action = typeof window === 'undefined' ? createLink : guarded(createLink)
  const [state, formAction, isPending] = useActionState(action, initial)
  const sent = useRef<LinkFormState>(null)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending || sent.current === state) return
    sent.current = state
    const data = new FormData(event.currentTarget)
    startTransition(() => formAction(data))
  }
  return { state, formAction, isPending, submit }
}
