import { unstable_rethrow } from 'next/navigation'
import { type KeyboardEvent, startTransition, useActionState, useRef } from 'react'

import type { CreateLinkAction, LinkFormState } from '@/lib/core/answers'
import { type LinkFormValues, type Pair, readLinkForm } from '@/lib/core/link-form'

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

const isFilled = ({ key, value }: Pair) => key !== '' || value !== ''

/** What a form asks for, whether or not its late parts are there yet with nothing in them. */
const meaningOf = ({ tags, advanced, ...rest }: LinkFormValues): string => {
  const set = Object.entries(advanced).filter(
    ([, { config, scopes, params }]) => scopes !== '' || [...config, ...params].some(isFilled),
  )
  return JSON.stringify([rest, tags.filter(isFilled), set])
}

/** A key that is held down is one press. */
const holdBack = (event: KeyboardEvent) => {
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
}

/** The form's state and how to send it: once at a time, without React emptying the inputs, and without JavaScript. */
export const useCreateLink = (createLink: CreateLinkAction, initial: LinkFormState) => {
  // Only the bare action renders as a form that posts by itself; what guards it lives in the browser.
  const action = typeof window === 'undefined' ? createLink : guarded(createLink)
  const [state, formAction, isPending] = useActionState(action, initial)
  const sent = useRef<{ state: LinkFormState; values: string }>(null)
  /** True when it was sent. Enter in a field once more, after the link was made of the very same, is no new wish; the button is. */
  const submit = (form: HTMLFormElement) => {
    const data = new FormData(form)
    const values = meaningOf(readLinkForm(data))
    const isRepeat =
      state.made && values === sent.current?.values && document.activeElement?.tagName === 'INPUT'
    if (isPending || sent.current?.state === state || isRepeat) return false
    sent.current = { state, values }
    startTransition(() => formAction(data))
    return true
  }
  return { state, isPending, submit, formProps: { action: formAction, onKeyDown: holdBack } }
}
