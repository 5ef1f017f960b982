'use client'

import { useEffect, useId, useRef } from 'react'

import { Button } from '@/components/kit/button.client'
import { controlClass, FieldError, notOnesOwn } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import type { Row } from '@/components/links/form/pairs.client'
import type { FieldErrors } from '@/lib/core/failure'

type PairRowProps = {
  row: Row
  /** What the row is and its place, such as `Tag 1`. */
  title: string
  removeLabel: string
  names: { key: string; value: string }
  /** How errors name the row; undefined for one that was not sent yet. */
  errorPath: string | undefined
  errors: { key: string | undefined; value: string | undefined }
  onRemove: () => void
}

/** One name and its value. */
function PairRow(props: PairRowProps) {
  const { row, title, removeLabel, names, errorPath, errors, onRemove } = props
  const first = useRef<HTMLInputElement>(null)
  const errorId = useId()
  useEffect(() => {
    if (row.isNew) first.current?.focus()
  }, [row.isNew])
  const input = (part: 'key' | 'value') => ({
    name: names[part],
    'data-error-name': errorPath && `${errorPath}.${part}`,
    defaultValue: row.pair[part],
    'aria-invalid': errors[part] ? true : undefined,
    'aria-describedby': errors[part] ? `${errorId}-${part}` : undefined,
    ...notOnesOwn,
    className: `${controlClass} font-mono text-sm`,
  })
  return (
    <li className="grid grid-cols-[1fr_1fr_var(--control)] gap-2">
      <input ref={first} aria-label={`${title} name`} placeholder="name" {...input('key')} />
      <input aria-label={`${title} value`} placeholder="value" {...input('value')} />
      <Button variant="quiet" aria-label={removeLabel} onClick={onRemove} className="px-0!">
        <Icon name="x" className="size-4 text-muted" />
      </Button>
      {(errors.key ?? errors.value) && (
        <div className="col-span-3">
          {errors.key && <FieldError id={`${errorId}-key`}>{errors.key}</FieldError>}
          {errors.value && <FieldError id={`${errorId}-value`}>{errors.value}</FieldError>}
        </div>
      )}
    </li>
  )
}

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
