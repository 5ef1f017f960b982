import { type FormEvent, type RefObject, useEffect, useState } from 'react'

import type { FailureView, FieldErrors } from '@/lib/core/failure'

/** Brings the person to what needs attention: the first field with an error, or else the form's notice. */
export function useFocusOnFailure(form: RefObject<HTMLFormElement | null>, failure: FailureView | null) {
  useEffect(() => {
    if (!failure) return
    const target =
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
      form.current?.querySelector<HTMLElement>('[data-form-notice]')
    target?.focus()
  }, [form, failure])
}

const none: FieldErrors = {}

const listOf = (name: string) => name.replace(/\.\d+\.\w+$/, '')

/** An error about two rows of a list; a change in either may mend it. */
const isOfTwo = (message: string | undefined) => message?.includes('already in the list')

/**
 * The errors of the last post. `open` are those without the fields that were changed since it was sent: what was changed
 * while it was under way is not meant by them either. `forget` takes names of errors; one that ends in a dot means all
 * that begin with it.
 */
export function useFieldErrors(failure: FailureView | null) {
  const [changed, setChanged] = useState<string[]>([])
  const all = failure?.fieldErrors ?? none
  const isOpen = (name: string) =>
    !changed.some(
      (one) =>
        one === name ||
        (one.endsWith('.') && name.startsWith(one)) ||
        (isOfTwo(all[name]) && one.startsWith(`${listOf(name)}.`)),
    )
  const open = Object.fromEntries(Object.entries(all).filter(([name]) => isOpen(name)))
  const forget = (...names: string[]) => {
    // What is wrong with a list as a whole may be mended by any of its rows; the tags' number, by any field.
    const wider = [...names, ...names.map((name) => listOf(name)), 'tags']
    if (wider.some((name) => !changed.includes(name)))
      setChanged((before) => [...new Set([...before, ...wider])])
  }
  return {
    all,
    open,
    /** There were some, and each of them was seen to. */
    isMended: all !== none && Object.keys(all).length > 0 && Object.keys(open).length === 0,
    begin: () => setChanged([]),
    forget,
    /** Forgets what belongs to the input that an event of the form comes from. */
    onInput: ({ target }: FormEvent) => {
      if (target instanceof HTMLElement)
        forget(target.dataset['errorName'] ?? target.getAttribute('name') ?? '')
    },
  }
}

export type FormErrors = ReturnType<typeof useFieldErrors>
