'use client'

import { PairRow } from '@/components/link-form/pair-row.client'
import type { PairRow as Row } from '@/components/link-form/use-pairs'
import type { FieldErrors } from '@/lib/core/failure'

type PairRowsProps = {
  rows: Row[]
  errors: FieldErrors
  /** Where this list stands in the errors, such as `tags`. */
  errorPath: string
  /** How one row is called, such as `Tag`. */
  noun: string
  names: { key: string; value: string }
  onRemove: (row: Row) => void
}

/** A list of names and values. */
export function PairRows({ rows, errors, errorPath, noun, names, onRemove }: PairRowsProps) {
  if (rows.length === 0) return null
  return (
    <ul className="flex w-full flex-col gap-2">
      {rows.map((row, index) => {
        const path = row.place === null ? undefined : `${errorPath}.${row.place}`
        return (
          <PairRow
            key={row.id}
            row={row}
            title={`${noun} ${index + 1}`}
            removeLabel={`Remove ${noun.slice(0, 1).toLowerCase()}${noun.slice(1)} ${index + 1}`}
            names={names}
            errorPath={path}
            errors={{ key: errors[`${path}.key`], value: errors[`${path}.value`] }}
            onRemove={() => onRemove(row)}
          />
        )
      })}
    </ul>
  )
}
