import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

import { fetchAfter } from '@/components/kit/fetch-after'
import { toCustomerInput } from '@/components/links/form/customer-fields.client'
import { deskRoutes } from '@/lib/core/routes'
import { type Customer, toCustomerTerm, toSearchText } from '@/lib/customers/schema'

type Place = { list: HTMLElement; input: HTMLInputElement; close: () => void }

/** The arrow keys between a field and its list of suggestions, and Escape. Other keys do as they always do. */
export const moveInSuggestions = (event: KeyboardEvent, { list, input, close }: Place) => {
  const items = [...list.querySelectorAll('button')]
  const place = items.findIndex((item) => item === document.activeElement)
  const isInList = place >= 0
  const moves: Record<string, (() => void) | false> = {
    ArrowDown: () => items[place + 1]?.focus(),
    ArrowUp: isInList && (() => (items[place - 1] ?? input).focus()),
    Escape: () => {
      input.focus()
      close()
    },
  }
  // From the field, the browser's own step leads to the one beside it.
  if (event.key === 'Tab' && isInList) input.focus()
  const move = moves[event.key]
  if (!move || event.isComposing) return
  event.preventDefault()
  move()
}

/** How long somebody pauses before the desk is asked. */
const pauseMs = 200

/** Customers that match what stands in a field right now; never none. */
export type Suggestions = { input: HTMLInputElement; customers: Customer[] }

const toSuggestions = (input: HTMLInputElement, body: unknown): Suggestions | null =>
  Array.isArray(body) && body.length > 0 ? { input, customers: body } : null

/** Those of an earlier answer that still match: they stay until there is a newer one. */
const narrow = (before: Suggestions | null, input: HTMLInputElement, term: string | null) => {
  if (before?.input !== input || term === null) return null
  const hasAll = (customer: Customer) => {
    const text = toSearchText('', customer)
    return term.split(' ').every((word) => text.includes(word))
  }
  return toSuggestions(input, before.customers.filter(hasAll))
}

/** Follows what a person types into the customer's fields. Nothing is offered while the form is sent, or when asking fails. */
export const useSuggestions = (form: RefObject<HTMLFormElement | null>, isBusy: boolean) => {
  const [shown, setShown] = useState<Suggestions | null>(null)
  const asked = useRef(new AbortController())
  const close = useCallback(() => {
    asked.current.abort()
    setShown(null)
  }, [])
  useEffect(() => {
    const element = form.current
    if (!element || isBusy) return undefined
    const listening = new AbortController()
    let typedIn: HTMLInputElement | null = null
    const ask = async (input: HTMLInputElement, term: string, { signal }: AbortController) => {
      const body = await fetchAfter(pauseMs, deskRoutes.customers(term), signal).catch(() => null)
      if (!signal.aborted) setShown(toSuggestions(input, body))
    }
    const follow = (input: HTMLInputElement) => {
      typedIn = input
      asked.current.abort()
      asked.current = new AbortController()
      const term = toCustomerTerm(input.value)
      setShown((before) => narrow(before, input, term))
      if (term !== null) void ask(input, term, asked.current)
    }
    const onInput = (event: Event) => {
      const input = toCustomerInput(event.target)
      // What a script fills in was not typed.
      if (input && event.isTrusted) follow(input)
    }
    const listOf = () => element.querySelector<HTMLElement>('[data-suggestions]')
    const onKeyDown = (event: KeyboardEvent) => {
      const list = listOf()
      if (list && typedIn) moveInSuggestions(event, { list, input: typedIn, close })
    }
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      const isInside = relatedTarget instanceof Node && listOf()?.contains(relatedTarget)
      if (relatedTarget !== typedIn && !isInside) close()
    }
    element.addEventListener('input', onInput, listening)
    element.addEventListener('keydown', onKeyDown, listening)
    element.addEventListener('focusout', onFocusOut, listening)
    const focused = toCustomerInput(document.activeElement)
    // It was typed while this code was still on its way.
    if (focused && focused.value !== focused.defaultValue) follow(focused)
    return () => {
      listening.abort()
      close()
    }
  }, [form, isBusy, close])
  return { shown, close }
}
