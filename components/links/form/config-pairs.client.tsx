'use client'

import { useRef } from 'react'

import { FieldError } from '@/components/kit/field.client'
import type { FormErrors } from '@/components/kit/use-field-errors'
import { PairRows } from '@/components/links/form/pair-rows.client'
import { AddPair, usePairs } from '@/components/links/form/pairs.client'
import { advancedInput, type Pair } from '@/lib/links/schema/form'

type ConfigPairsProps = {
  title: string
  noun: string
  /** Null where rows can only be emptied. */
  addLabel: string | null
  kind: 'config' | 'params'
  integrationKey: string
  initial: Pair[]
  /** How many values of the same kind stand before these in the form. */
  before?: number
  errors: FormErrors
}

/** Names and values as they are sent. */
export function ConfigPairs(props: ConfigPairsProps) {
  const { title, noun, addLabel, kind, integrationKey, initial, before = 0, errors } = props
  const path = `advanced.${integrationKey}.${kind}`
  const { rows, add, remove } = usePairs(initial, path, errors, before)
  const error = errors.open[path]
  const addButton = useRef<HTMLButtonElement>(null)
  const heading = useRef<HTMLParagraphElement>(null)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-control items-center justify-between">
        <p ref={heading} tabIndex={-1} className="text-sm font-medium">
          {title}
        </p>
        {addLabel && (
          <AddPair buttonRef={addButton} label={addLabel} onAdd={add} className="noscript:hidden" />
        )}
      </div>
      <PairRows
        rows={rows}
        errors={errors.open}
        errorPath={path}
        noun={noun}
        names={{
          key: advancedInput.pairKey(kind, integrationKey),
          value: advancedInput.pairValue(kind, integrationKey),
        }}
        onRemove={(row) => {
          remove(row)
          const next = addButton.current ?? heading.current
          next?.focus()
        }}
      />
      {error && <FieldError>{error}</FieldError>}
    </div>
  )
}
