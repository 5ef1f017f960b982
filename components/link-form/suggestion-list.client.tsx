'use client'

import { useLayoutEffect, useRef } from 'react'

import type { Customer } from '@/lib/customers/schema'

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
