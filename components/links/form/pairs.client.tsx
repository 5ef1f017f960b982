import { type RefObject, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { FirstIcon } from '@/components/kit/first-icon.client'
import type { FormErrors } from '@/components/kit/use-field-errors'
import type { FieldErrors } from '@/lib/core/failure'
import type { Pair } from '@/lib/links/schema/form'

/** `place` is where the row stood when the form was sent: errors name rows by it. Null for a row added since. */
export type Row = { id: number; pair: Pair; isNew: boolean; place: number | null }

/**
 * Rows of a name and a value each. `path` is where the list stands in the errors, such as `tags`; `before` is how many
 * others of that list stand before them.
 */
export function usePairs(initial: Pair[], path: string, errors: FormErrors, before = 0) {
  const [rows, setRows] = useState<Row[]>(() =>
    initial.map((pair, index) => ({ id: index, pair, isNew: false, place: before + index })),
  )
  const [nextId, setNextId] = useState(initial.length)
  const [known, setKnown] = useState<FieldErrors>(errors.all)
  if (known !== errors.all) {
    setKnown(errors.all)
    setRows(rows.map((row, index) => ({ ...row, place: before + index })))
  }
  return {
    rows,
    add: () => {
      setRows([...rows, { id: nextId, pair: { key: '', value: '' }, isNew: true, place: null }])
      setNextId(nextId + 1)
    },
    remove: ({ id, place }: Row) => {
      setRows(rows.filter((row) => row.id !== id))
      errors.forget(path, ...(place === null ? [] : [`${path}.${place}.`]))
    },
  }
}

type AddPairProps = {
  buttonRef: RefObject<HTMLButtonElement | null>
  label: string
  isFull?: boolean
  className?: string
  onAdd: () => void
}

/** Adds an empty row. It stays focusable when there is no room, so that its reason can be found. */
export function AddPair({ buttonRef, label, isFull = false, className = '', onAdd }: AddPairProps) {
  return (
    <Button
      ref={buttonRef}
      variant="link"
      aria-disabled={isFull}
      onClick={() => {
        if (!isFull) onAdd()
      }}
      className={className}
    >
      <FirstIcon name="plus" />
      {label}
    </Button>
  )
}

type UnshownPairsProps = { pairs: Pair[]; names: { key: string; value: string } }

/** Pairs whose rows are still on their way: a form that is sent before they come sends them all the same. */
export function UnshownPairs({ pairs, names }: UnshownPairsProps) {
  return pairs.flatMap((pair, place) =>
    (['key', 'value'] as const).map((part) => (
      <input key={`${place} ${part}`} type="hidden" name={names[part]} value={pair[part]} />
    )),
  )
}
