'use client'

import type { RefObject } from 'react'

import { SuggestionList } from '@/components/link-form/suggestion-list.client'
import { UndoLine } from '@/components/link-form/undo-line'
import { useFill } from '@/components/link-form/use-fill'
import { useSuggestions } from '@/components/link-form/use-suggestions'
import { type CustomerTexts, toCustomerTexts } from '@/lib/customers/fields'

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
