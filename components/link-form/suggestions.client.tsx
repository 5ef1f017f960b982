'use client'

import type { RefObject } from 'react'

import { SuggestionList } from '@/components/link-form/suggestion-list.client'
import { useFill } from '@/components/link-form/use-fill'
import { useSuggestions } from '@/components/link-form/use-suggestions'

type SuggestionsProps = { form: RefObject<HTMLFormElement | null>; isBusy: boolean }

/** Offers recent customers while one is typed in, fills a chosen one in, and takes that back. It stands right behind the customer's fields. */
export function Suggestions({ form, isBusy }: SuggestionsProps) {
  const { shown, close } = useSuggestions(form, isBusy)
  const { filledTitle, fill, undo } = useFill(form, isBusy)
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {shown && countText(shown.customers.length)}
        {!shown && filledTitle !== null && `Filled in for ${filledTitle}.`}
      </p>
      {filledTitle !== null && (
        <p className="absolute -top-1 right-0 flex h-6 max-w-2/3 items-center gap-2 text-sm text-muted">
          <span aria-hidden="true" className="truncate">
            Filled in for {filledTitle}
          </span>
          <button type="button" onClick={undo} className="h-6 rounded-md px-1 font-medium text-accent">
            Undo
          </button>
        </p>
      )}
      {shown && (
        <SuggestionList
          {...shown}
          onChoose={(customer) => {
            close()
            fill(customer, shown.input)
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
