'use client'

import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'

import { Button } from '@/components/kit/button.client'
import { Options } from '@/components/kit/combobox.client'
import { optionId } from '@/components/kit/field.client'
import { fetchAfter } from '@/components/kit/use-answer.client'
import { toCustomerInput } from '@/components/links/form/customer-fields.client'
import { deskRoutes } from '@/lib/core/desk-routes'
import { toCustomerTerm, toSearchText } from '@/lib/core/search/search-text'
import { isolated } from '@/lib/core/sentence'
import { readEmail } from '@/lib/core/typed/email-text'
import type { Customer } from '@/lib/customers/schema'
import { customerTitle, type KnownCustomer } from '@/lib/customers/view'

/** How long somebody pauses before the desk is asked. */
const pauseMs = 200

/** Customers that match what stands in a field right now, never none, and the id of the one that Enter takes. */
type Suggested = { input: HTMLInputElement; customers: KnownCustomer[]; activeId: string | null }

/** The place of the customer that Enter takes; -1 for none. */
function placeOf({ customers, activeId }: Suggested) {
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

/** Says at the field, which is a combobox, that there is a list under it, and where in the list the person is. */
const useFieldOfList = (shown: Suggested | null, listId: string) => {
  const input = shown?.input
  const active = shown ? optionId(listId, placeOf(shown)) : undefined
  useEffect(() => {
    input?.setAttribute('aria-expanded', 'true')
    input?.setAttribute('aria-controls', listId)
    return () => {
      input?.setAttribute('aria-expanded', 'false')
      input?.removeAttribute('aria-controls')
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
  /** `news` says what was filled in. */
  onChoose: (customer: KnownCustomer, input: HTMLInputElement, news: string) => void
}

/** Follows what a person types into the customer's fields. Nothing is offered while the form is sent, or when asking fails. */
function useSuggestions({ form, isBusy, listId, onChoose }: Following) {
  const [shown, setShown] = useState<Suggested | null>(null)
  const asked = useRef(new AbortController())
  const close = useCallback(() => {
    asked.current.abort()
    setShown(null)
  }, [])
  const choose = (customer: KnownCustomer, { input }: Suggested) => {
    close()
    onChoose(customer, input, `Filled in for ${isolated(customerTitle(customer))}.`)
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
      if (term !== null) void ask(input, input.value.trim().toLowerCase(), asked.current)
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

type SuggestionListProps = { id: string; shown: Suggested; onChoose: (customer: KnownCustomer) => void }

/** Customers under a field, over what is below. */
function SuggestionList({ id, shown, onChoose }: SuggestionListProps) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const origin = place.current?.offsetParent?.getBoundingClientRect().top
    if (place.current && origin !== undefined)
      place.current.style.top = `${shown.input.getBoundingClientRect().bottom - origin}px`
  })
  return (
    <div
      ref={place}
      className="absolute inset-x-0 z-20 mt-1 rounded-lg border border-hairline bg-surface shadow-lg"
    >
      <Options
        id={id}
        aria-label="Recent customers"
        options={shown.customers.map((customer) => ({
          key: customer.id,
          isSelected: customer.id === shown.activeId,
          content: <Names customer={customer} />,
          onPick: () => onChoose(customer),
        }))}
        active={placeOf(shown)}
        optionClass="min-h-10.5 flex-col justify-center text-sm"
      />
    </div>
  )
}

function Names({ customer }: { customer: Customer }) {
  const { id, email, displayName, organizationId, organizationName } = customer
  return (
    <>
      <span className="flex w-full justify-between gap-3">
        <span className={`truncate font-medium ${displayName ? '' : 'font-mono'}`}>{displayName ?? id}</span>{' '}
        <span className="max-w-1/2 truncate text-muted">{organizationName ?? organizationId}</span>
      </span>{' '}
      <span className="flex max-w-full gap-2 text-xs text-muted">
        {displayName && <span className="truncate font-mono">{id}</span>}{' '}
        <span className="truncate">{email}</span>
      </span>
    </>
  )
}

type SuggestionsProps = Omit<Following, 'listId'>

/** Offers recent customers while one is typed in. It stands right behind the customer's fields. */
export function Suggestions({ form, isBusy, onChoose }: SuggestionsProps) {
  const listId = useId()
  const { shown, choose } = useSuggestions({ form, isBusy, listId, onChoose })
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {shown && countText(shown.customers.length)}
      </p>
      {shown && <SuggestionList id={listId} shown={shown} onChoose={(customer) => choose(customer, shown)} />}
    </>
  )
}

const countText = (count: number) =>
  count === 1
    ? '1 recent customer matches, press the down arrow'
    : `${count} recent customers match, press the down arrow`

/** Addresses that somebody probably meant who typed something else; one press takes one. */
export function EmailOffers({ typed }: { typed: string }) {
  const place = useRef<HTMLDivElement>(null)
  const { offers } = readEmail(typed)
  const take = (email: string) => {
    const input = place.current?.closest('form')?.elements.namedItem('email')
    if (!(input instanceof HTMLInputElement)) return
    input.value = email
    input.dispatchEvent(new Event('input', { bubbles: true }))
    input.focus()
  }
  return (
    <div ref={place} className="-mt-3 -ml-1 flex flex-wrap gap-2 empty:hidden">
      {offers.map((email) => (
        <Button key={email} variant="link" onClick={() => take(email)} className="h-7! px-1! wrap-anywhere">
          Use {email}
        </Button>
      ))}
    </div>
  )
}
