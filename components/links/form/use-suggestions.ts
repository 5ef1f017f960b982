import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

import { optionId } from '@/components/kit/combobox.client'
import { fetchAfter } from '@/components/kit/use-answer.client'
import { toCustomerInput } from '@/components/links/form/customer-fields.client'
import { deskRoutes } from '@/lib/core/desk-routes'
import type { Customer } from '@/lib/customers/schema'
import { toCustomerTerm, toSearchText } from '@/lib/customers/view'

/** How long somebody pauses before the desk is asked. */
const pauseMs = 200

/** Customers that match what stands in a field right now, never none, and the id of the one that Enter takes. */
export type Suggested = { input: HTMLInputElement; customers: Customer[]; activeId: string | null }

/** The place of the customer that Enter takes; -1 for none. */
export function placeOf({ customers, activeId }: Suggested) {
  return customers.findIndex(({ id }) => id === activeId)
}

/** Those of an earlier answer that still match: they stay until there is a newer one. */
const narrow = (before: Suggested | null, input: HTMLInputElement, term: string | null) => {
  if (before?.input !== input || term === null) return null
  const customers = before.customers.filter((customer) => {
    const text = toSearchText('', customer)
    return term.split(' ').every((word) => text.includes(word))
  })
  return customers.length > 0 ? { input, customers, activeId: null } : null
}

/** The field is a combobox for as long as there is a list under it. */
const useFieldOfList = (shown: Suggested | null, listId: string) => {
  const input = shown?.input
  const active = shown ? optionId(listId, placeOf(shown)) : undefined
  useEffect(() => {
    const attributes = {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'true',
      'aria-controls': listId,
    }
    for (const [name, value] of Object.entries(attributes)) input?.setAttribute(name, value)
    return () => {
      for (const name of Object.keys(attributes)) input?.removeAttribute(name)
    }
  }, [input, listId])
  useEffect(() => {
    if (active) input?.setAttribute('aria-activedescendant', active)
    return () => input?.removeAttribute('aria-activedescendant')
  }, [input, active])
}

type Following = {
  form: RefObject<HTMLFormElement | null>
  isBusy: boolean
  listId: string
  onChoose: (customer: Customer, input: HTMLInputElement) => void
}

/** Follows what a person types into the customer's fields. Nothing is offered while the form is sent, or when asking fails. */
export function useSuggestions({ form, isBusy, listId, onChoose }: Following) {
  const [shown, setShown] = useState<Suggested | null>(null)
  const asked = useRef(new AbortController())
  const close = useCallback(() => {
    asked.current.abort()
    setShown(null)
  }, [])
  const choose = (customer: Customer, { input }: Suggested) => {
    close()
    onChoose(customer, input)
  }
  useFieldOfList(shown, listId)
  /** The arrow keys, Enter and Escape while there is a list; all else does as it always does. */
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!shown || event.target !== shown.input || event.isComposing) return
    const { customers } = shown
    const place = placeOf(shown)
    const active = customers[place]
    const moveTo = (next: number) => setShown({ ...shown, activeId: customers[next]?.id ?? null })
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => moveTo(Math.min(place + 1, customers.length - 1)),
      ArrowUp: active && (() => moveTo(place - 1)),
      Enter: active && (() => choose(active, shown)),
      Escape: close,
    }
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const element = form.current
    if (!element || isBusy) return undefined
    const listening = new AbortController()
    let typedIn: HTMLInputElement | null = null
    const ask = async (input: HTMLInputElement, term: string, { signal }: AbortController) => {
      const body = await fetchAfter(pauseMs, deskRoutes.customers(term), signal).catch(() => null)
      if (signal.aborted) return
      setShown((before) =>
        Array.isArray(body) && body.length > 0
          ? { input, customers: body, activeId: before?.activeId ?? null }
          : null,
      )
    }
    const follow = (input: HTMLInputElement) => {
      typedIn = input
      asked.current.abort()
      asked.current = new AbortController()
      const term = toCustomerTerm(input.value)
      setShown((before) => narrow(before, input, term))
      if (term !== null) void ask(input, input.value.trim(), asked.current)
    }
    const onInput = (event: Event) => {
      const input = toCustomerInput(event.target)
      // What a script fills in was not typed.
      if (input && event.isTrusted) follow(input)
    }
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== typedIn) close()
    }
    element.addEventListener('input', onInput, listening)
    element.addEventListener('keydown', (event) => press(event), listening)
    element.addEventListener('focusout', onFocusOut, listening)
    const focused = toCustomerInput(document.activeElement)
    // It was typed while this code was still on its way.
    if (focused && focused.value !== focused.defaultValue) follow(focused)
    return () => {
      listening.abort()
      close()
    }
  }, [form, isBusy, close])
  return { shown, choose }
}
