import { useState } from 'react'

import type { LinkFormState } from '@/lib/core/answers'
import { isEmptyForm } from '@/lib/core/earlier-customer'
import { newIntentKey } from '@/lib/core/intent-key'
import { emptyLinkForm, type LinkFormValues, readIntentKey, readLinkForm } from '@/lib/core/link-form'

/** One filling of the form, from empty to empty. */
export type FormRound = {
  initial: LinkFormState
  /** The values were typed by the person, not filled in for them. */
  isTyped: boolean
  /** The way back to what the form held before. */
  undo: { text: string; run: () => void } | null
}

/** What a form was cleared of, and what stood beside it then. */
type Kept<Beside> = {
  values: LinkFormValues
  intentKey: string
  isTyped: boolean
  beside: Beside | null
  text: string
}

const stateOf = (values: LinkFormValues, intentKey: string): LinkFormState => ({
  intentKey,
  values,
  made: null,
  failure: null,
})

const findForm = () => document.querySelector<HTMLInputElement>('[name="customerId"]')?.form

/** What stands in the form as typed; null while it is being sent. */
const readForm = () => {
  const form = findForm()
  if (!form || form.querySelector('[type="submit"][aria-busy="true"]')) return null
  const data = new FormData(form)
  return { values: readLinkForm(data), intentKey: readIntentKey(data) }
}

/** Fresh forms, one after the other, with one step back. `number` is new for each of them. */
export const useFormRounds = <Beside>(
  first: LinkFormState,
  beside: Beside | null,
  bringBack: (beside: Beside | null) => void,
) => {
  const [round, setRound] = useState({ number: 0, initial: first, isTyped: false })
  const [kept, setKept] = useState<Kept<Beside> | null>(null)
  const begin = (initial: LinkFormState, isTyped = false) =>
    setRound((before) => ({ number: before.number + 1, initial, isTyped }))
  /** Empties the form, or fills it for a known customer; false while it is being sent. */
  const clear = (values = emptyLinkForm): boolean => {
    const now = readForm()
    if (!now) return false
    const isLoss = !isEmptyForm(now.values)
    if (isLoss) setKept({ ...now, isTyped: beside === null, beside, text: 'Cleared.' })
    begin(stateOf(values, newIntentKey()))
    return true
  }
  const undo = () => {
    const now = readForm()
    if (!kept || !now) return
    begin(stateOf(kept.values, kept.intentKey), kept.isTyped)
    const isLoss = !isEmptyForm(now.values)
    setKept(isLoss ? { ...now, isTyped: true, beside, text: 'Brought back.' } : null)
    bringBack(kept.beside)
  }
  const { number, initial, isTyped } = round
  const shown: FormRound = { initial, isTyped, undo: kept && { text: kept.text, run: undo } }
  return { number, round: shown, clear, forgetKept: () => setKept(null) }
}
