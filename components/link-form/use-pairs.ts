import { useState } from 'react'

import type { FieldErrors } from '@/lib/core/failure'
import type { Pair } from '@/lib/core/link-form'

export type PairRow = { id: number; pair: Pair; isNew: boolean }

/** Rows of a name and a value each. Errors name rows by place, so they are dropped once a row is removed. */
export const usePairs = (initial: Pair[], errors: FieldErrors) => {
  const [rows, setRows] = useState<PairRow[]>(() =>
    initial.map((pair, index) => ({ id: index, pair, isNew: false })),
  )
  const [nextId, setNextId] = useState(initial.length)
  const [oldErrors, setOldErrors] = useState<FieldErrors | null>(null)
  return {
    rows,
    errors: errors === oldErrors ? {} : errors,
    add: () => {
      setRows([...rows, { id: nextId, pair: { key: '', value: '' }, isNew: true }])
      setNextId(nextId + 1)
    },
    remove: (id: number) => {
      setRows(rows.filter((row) => row.id !== id))
      setOldErrors(errors)
    },
  }
}
