'use client'

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

import {
  readCustomerTexts,
  toCustomerInput,
  writeCustomerTexts,
} from '@/components/links/form/customer-fields.client'
import { UndoLine } from '@/components/links/form/undo.client'
import { useSuggestions } from '@/components/links/form/use-suggestions'
import { type CustomerTexts, toCustomerTexts } from '@/lib/customers/fields'
import type { Customer } from '@/lib/customers/schema'
import { customerTitle } from '@/lib/customers/view'

/** Who was filled in, what stood there before, and where the person was. */
type Filled = { title: string; before: CustomerTexts; input: HTMLInputElement }

/** Fills a customer in, and takes it back until the person types on or sends the form. */
export const useFill = (form: RefObject<HTMLFormElement | null>, isBusy: boolean) => {
  const [filled, setFilled] = useState<Filled | null>(null)
  useEffect(() => {
    const element = form.current
    if (!element || isBusy) return undefined
    const forget = (event: Event) => {
      if (event.isTrusted && toCustomerInput(event.target)) setFilled(null)
    }
    element.addEventListener('input', forget)
    return () => {
      element.removeEventListener('input', forget)
      setFilled(null)
    }
  }, [form, isBusy])
  return {
    filledTitle: filled?.title ?? null,
    fill: (customer: Customer, input: HTMLInputElement) => {
      if (!form.current) return
      setFilled({ title: customerTitle(customer), before: readCustomerTexts(form.current), input })
      writeCustomerTexts(form.current, toCustomerTexts(customer))
      form.current.querySelector<HTMLElement>('[role="combobox"]')?.focus()
    },
    undo: () => {
      if (!form.current || !filled) return
      writeCustomerTexts(form.current, filled.before)
      filled.input.focus()
      setFilled(null)
    },
  }
}

type SuggestionListProps = {
  input: HTMLInputElement
  customers: Customer[]
  onChoose: (customer: Customer) => void
}

/** Customers under a field, over what is below. How the keyboard reaches them: see `moveInSuggestions`. */
export function SuggestionList({ input, customers, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    const origin = list.current?.offsetParent?.getBoundingClientRect().top
    if (list.current && origin !== undefined)
      list.current.style.top = `${input.getBoundingClientRect().bottom - origin}px`
  })
  return (
    <ul
      ref={list}
      data-suggestions
      aria-label="Recent customers"
      className="absolute inset-x-0 z-20 mt-1 rounded-lg border border-hairline bg-surface p-1 shadow-lg"
    >
      {customers.map((customer) => (
        <li key={customer.id}>
          <button
            type="button"
            tabIndex={-1}
            // The field keeps the focus, or the list would be gone before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(customer)}
            className="flex min-h-10.5 w-full flex-col justify-center rounded-md px-2 text-left text-sm -outline-offset-2! hover:bg-sunken focus-visible:bg-sunken"
          >
            <Names customer={customer} />
          </button>
        </li>
      ))}
    </ul>
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

type SuggestionsProps = {
  form: RefObject<HTMLFormElement | null>
  isBusy: boolean
  /** Told what stands in the customer's fields now. */
  onFilled: (texts: CustomerTexts) => void
}

/** Offers recent customers while one is typed in, fills a chosen one in, and takes that back. It stands right behind the customer's fields. */
export function Suggestions({ form, isBusy, onFilled }: SuggestionsProps) {
  const { shown, close } = useSuggestions(form, isBusy)
  const { filledTitle, fill, undo } = useFill(form, isBusy)
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {shown && countText(shown.customers.length)}
        {!shown && filledTitle !== null && `Filled in for ${filledTitle}.`}
      </p>
      {filledTitle !== null && (
        <UndoLine text={`Filled in for ${filledTitle}`} onUndo={undo} className="-top-1" />
      )}
      {shown && (
        <SuggestionList
          {...shown}
          onChoose={(customer) => {
            close()
            fill(customer, shown.input)
            onFilled(toCustomerTexts(customer))
          }}
        />
      )}
    </>
  )
}

const countText = (count: number) =>
  count === 1
    ? '1 recent customer matches, press the down arrow'
    : `${count} recent customers match, press the down arrow`
