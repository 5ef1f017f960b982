'use client'

import { Suspense, useId, useRef } from 'react'

import { FieldError } from '@/components/kit/field.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import type { FormErrors } from '@/components/kit/use-field-errors'
import { AddPair, UnshownPairs, usePairs } from '@/components/links/form/pairs.client'
import { tagLimit } from '@/lib/core/customer-fields'
import type { Pair } from '@/lib/links/schema/form'

const { Part: PairRows } = lazyPart(
  () => import('@/components/links/form/pair-rows.client').then((module) => module.PairRows),
  'The tags cannot be shown, and would not be sent. Reload the page.',
)

const names = { key: 'tags.key', value: 'tags.value' }

type TagsFieldsProps = {
  values: Pair[]
  errors: FormErrors
  /** Tags that the link id and the customer's fields take. */
  fixedCount: number
}

/** The agent's own tags and how many of Nango's ten are left. */
export function TagsFields({ values, errors, fixedCount }: TagsFieldsProps) {
  const { rows, add, remove } = usePairs(values, 'tags', errors)
  const error = errors.open['tags']
  const id = useId()
  const addButton = useRef<HTMLButtonElement>(null)
  const left = Math.max(0, tagLimit - fixedCount - rows.length)
  return (
    <fieldset
      aria-labelledby={`${id}-title`}
      aria-describedby={error ? `${id}-error` : undefined}
      className="flex flex-col gap-2 border-t border-hairline py-2"
    >
      <div className="flex min-h-control items-center gap-2">
        <span id={`${id}-title`} className="font-medium">
          Tags
        </span>
        <span className="text-muted tabular-nums">
          {left} of {tagLimit} left
        </span>
        <AddPair
          buttonRef={addButton}
          label="Add tag"
          isFull={left === 0}
          onAdd={add}
          className="ml-auto noscript:hidden"
        />
      </div>
      {left === 0 && (
        <p className="text-sm text-muted">All {tagLimit} tags are in use; Nango takes no more.</p>
      )}
      <Suspense fallback={<UnshownPairs pairs={rows.map(({ pair }) => pair)} names={names} />}>
        {rows.length > 0 && (
          <PairRows
            rows={rows}
            errors={errors.open}
            errorPath="tags"
            noun="Tag"
            names={names}
            onRemove={(row) => {
              remove(row)
              addButton.current?.focus()
            }}
          />
        )}
      </Suspense>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
