'use client'

import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'

import { Options } from '@/components/kit/combobox.client'
import {
  readCustomerTexts,
  toCustomerInput,
  writeCustomerTexts,
} from '@/components/links/form/customer-fields.client'
import { findIntegrationSearch } from '@/components/links/form/integrations-field.client'
import { UndoLine } from '@/components/links/form/undo.client'
import { placeOf, type Suggested, useSuggestions } from '@/components/links/form/use-suggestions'
import { type CustomerTexts, toCustomerTexts } from '@/lib/core/customer-fields'
import type { Customer } from '@/lib/customers/schema'
import { customerTitle } from '@/lib/customers/view'

/** Who was filled in, what stood there before, and where the person was. */
type Filled = { title: string; before: CustomerTexts; input: HTMLInputElement }

/** Fills a customer in, and takes it back until the person types on or sends the form. */
const useFill = (form: RefObject<HTMLFormElement | null>, isBusy: boolean) => {
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
      findIntegrationSearch(form.current)?.focus()
    },
    undo: () => {
      if (!form.current || !filled) return
      writeCustomerTexts(form.current, filled.before)
      filled.input.focus()
      setFilled(null)
    },
  }
}

type SuggestionListProps = { id: string; shown: Suggested; onChoose: (customer: Customer) => void }

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

type SuggestionsProps = {
  form: RefObject<HTMLFormElement | null>
  isBusy: boolean
  /** Called with what stands in the customer's fields now. */
  onFilled: (texts: CustomerTexts) => void
}

/** Offers recent customers while one is typed in, fills a chosen one in, and takes that back. It stands right behind the customer's fields. */
export function Suggestions({ form, isBusy, onFilled }: SuggestionsProps) {
  const listId = useId()
  const { filledTitle, fill, undo } = useFill(form, isBusy)
  const { shown, choose } = useSuggestions({
    form,
    isBusy,
    listId,
    onChoose: (customer, input) => {
      fill(customer, input)
      onFilled(toCustomerTexts(customer))
    },
  })
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {shown && countText(shown.customers.length)}
        {!shown && filledTitle !== null && `Filled in for ${filledTitle}.`}
      </p>
      {filledTitle !== null && (
        <UndoLine text={`Filled in for ${filledTitle}`} onUndo={undo} className="-top-1" />
      )}
      {shown && <SuggestionList id={listId} shown={shown} onChoose={(customer) => choose(customer, shown)} />}
    </>
  )
}

const countText = (count: number) =>
  count === 1
    ? '1 recent customer matches, press the down arrow'
    : `${count} recent customers match, press the down arrow`
