'use client'

import { useEffect, useId, useRef } from 'react'

import type { PairRow as Row } from '@/components/link-form/use-pairs'
import { Button } from '@/components/ui/button'
import { controlLook } from '@/components/ui/control-look'
import { FieldError } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon.client'

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
export function PairRow(props: PairRowProps) {
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
    autoComplete: 'off',
    spellCheck: false,
    className: `${controlLook} font-mono text-sm`,
  })
  return (
    <li className="grid grid-cols-[1fr_1fr_var(--control)] gap-2">
      <input ref={first} aria-label={`${title} name`} placeholder="name" {...input('key')} />
      <input aria-label={`${title} value`} placeholder="value" {...input('value')} />
      <Button look="quiet" aria-label={removeLabel} onClick={onRemove} className="px-0!">
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
