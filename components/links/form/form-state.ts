import { unstable_rethrow } from 'next/navigation'
import {
  type KeyboardEvent,
  type RefObject,
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'

import { reloadEvent, toFailure } from '@/components/kit/failure-text.client'
import { findIdInput } from '@/components/links/form/customer-fields.client'
import { findIntegrationSearch } from '@/components/links/form/integrations-field.client'
import type { Typed } from '@/components/links/form/read-typed'
import { newIntentKey } from '@/lib/core/intent-key'
import { createLinkAction } from '@/lib/links/actions'
import {
  emptyLinkForm,
  type LinkFormState,
  type LinkFormValues,
  type Pair,
  readIntentKey,
  readLinkForm,
} from '@/lib/links/schema/form'

/** True from the first press or key in the form on, also when that came before the page's code. The focus alone is no use: the page gives it. */
export function useFormTouched(form: RefObject<HTMLFormElement | null>) {
  const [isInUse, setIsInUse] = useState(false)
  useEffect(() => {
    const element = form.current
    const listening = new AbortController()
    const begin = () => setIsInUse(true)
    if (element?.contains(document.activeElement)) begin()
    for (const kind of ['pointerdown', 'keydown', 'input'])
      element?.addEventListener(kind, begin, { signal: listening.signal, passive: true })
    return () => listening.abort()
  }, [form])
  return isInUse
}

/** Nobody has begun elsewhere, and no keyboard would come up over half of the page. */
const isFree = () =>
  (document.activeElement ?? document.body) === document.body &&
  window.matchMedia('(hover: hover) and (pointer: fine)').matches

/** Gives a fresh form the focus where its next thing is: who, what, or the button. Not on a touch screen. */
export function useFirstFocus(
  form: RefObject<HTMLFormElement | null>,
  { isWanted, hasIntegration }: { isWanted: boolean; hasIntegration: boolean },
) {
  const focusFirst = useEffectEvent(() => {
    if (isWanted && isFree()) focusNext(form.current, hasIntegration, { preventScroll: true })
  })
  useEffect(() => focusFirst(), [])
}

/** Gives the focus to the id while that is empty, then to the search for integrations while there is none, then to the button. */
export function focusNext(form: HTMLElement | null, hasIntegration: boolean, options?: FocusOptions) {
  const id = findIdInput(form)
  const button = form?.querySelector<HTMLElement>('[type="submit"]')
  const rest = hasIntegration ? button : findIntegrationSearch(form)
  const next = id?.value ? rest : id
  next?.focus(options)
}

/** Keeps form and intent when the post itself fails: the same key again can never create a second link. */
const createGuarded: typeof createLinkAction = async (state, data) => {
  try {
    return await createLinkAction(state, data)
  } catch (error) {
    unstable_rethrow(error)
    return { ...state, created: null, failure: toFailure(error) }
  }
}

const isFilled = ({ key, value }: Pair) => key !== '' || value !== ''

/** What a form asks for, whether or not its late parts are there yet with nothing in them. */
const meaningOf = ({ tags, advanced, ...rest }: LinkFormValues): string => {
  const set = Object.entries(advanced).filter(
    ([, { config, scopes, params }]) => scopes !== '' || [...config, ...params].some(isFilled),
  )
  return JSON.stringify([rest, tags.filter(isFilled), set])
}

/** A key that is held down is one press. */
const holdBack = (event: KeyboardEvent) => {
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
}

/** The form's state and how to send it: once at a time, without React emptying the inputs, and without JavaScript. */
export function useCreateLink(initial: LinkFormState) {
  // Only the bare action renders as a form that posts by itself; what guards it lives in the browser.
  const action = typeof window === 'undefined' ? createLinkAction : createGuarded
  const [state, formAction, isPending] = useActionState(action, initial)
  const sent = useRef<{ state: LinkFormState; values: string }>(null)
  /** True when it was sent. Enter in a field once more, after the link was created from the very same, is no new intent; the button is. */
  const submit = (form: HTMLFormElement) => {
    const data = new FormData(form)
    const values = meaningOf(readLinkForm(data))
    const isRepeat =
      state.created && values === sent.current?.values && document.activeElement?.tagName === 'INPUT'
    if (isPending || sent.current?.state === state || isRepeat) return false
    sent.current = { state, values }
    startTransition(() => formAction(data))
    return true
  }
  return { state, isPending, submit, formProps: { action: formAction, onKeyDown: holdBack } }
}

/** One filling of the form, from empty to empty. */
export type FormFilling = {
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
  created: null,
  failure: null,
})

/** Reads what was kept, for a form that has these values now and had those at first. */
type ReadTyped = (now: LinkFormValues, atFirst: LinkFormValues) => Typed | null

/** Where what is typed is kept over one load of this tab. */
const typedKey = 'desk.typed'

/** A browser that stores nothing keeps nothing, and has nothing. */
const stored = (use: (storage: Storage) => string | null | void) => {
  try {
    return use(window.sessionStorage) ?? null
  } catch {
    return null
  }
}

/**
 * What this person has typed goes with them to another release, which a page of this one cannot be used with: its fields as
 * they are posted, and whose they are. What takes them up comes with the page that needs it; what keeps them is there from
 * the first, as nothing more can be fetched from a release that is gone.
 */
export function useTypedOverReload(staffId: string, goOn: (read: ReadTyped) => void) {
  const takeUp = useEffectEvent(goOn)
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    const kept = stored((storage) => storage.getItem(typedKey))
    const take = async () => {
      const { readTyped } = await import('@/components/links/form/read-typed')
      if (signal.aborted || kept === null) return
      // Once, and of somebody else it is only forgotten.
      stored((storage) => storage.removeItem(typedKey))
      takeUp((now, atFirst) => readTyped(kept, staffId, now, atFirst))
    }
    // What cannot be read now stays for the next load.
    if (kept !== null) take().catch(() => {})
    const keep = () => {
      const form = findForm()
      const fields = form && [...new FormData(form)].filter(([, value]) => typeof value === 'string')
      if (fields) stored((storage) => storage.setItem(typedKey, JSON.stringify({ staffId, fields })))
    }
    document.addEventListener(reloadEvent, keep, { signal })
    return () => ending.abort()
  }, [staffId])
}

/** The New link form of the page. */
export const findForm = () => findIdInput()?.form ?? null

/** What stands in the form as typed; null while it is being sent. */
const readForm = () => {
  const form = findForm()
  if (!form || form.querySelector('[type="submit"][aria-busy="true"]')) return null
  const data = new FormData(form)
  return { values: readLinkForm(data), intentKey: readIntentKey(data) }
}

/** Fresh forms, one after the other, with one step back. `number` is new for each of them. */
export function useFormFillings<Beside>(
  first: LinkFormState,
  beside: Beside | null,
  bringBack: (beside: Beside | null) => void,
  base = emptyLinkForm,
) {
  const [round, setRound] = useState({ number: 0, initial: first, isTyped: false })
  const [kept, setKept] = useState<Kept<Beside> | null>(null)
  const begin = (initial: LinkFormState, isTyped = false) =>
    setRound((before) => ({ number: before.number + 1, initial, isTyped }))
  /** Empties the form, or fills it for a known customer; false while it is being sent. */
  const clear = (values = base): boolean => {
    const now = readForm()
    if (!now) return false
    const isLoss = meaningOf(now.values) !== meaningOf(base)
    if (isLoss) setKept({ ...now, isTyped: beside === null, beside, text: 'Cleared.' })
    begin(stateOf(values, newIntentKey()))
    return true
  }
  const undo = () => {
    const now = readForm()
    if (!kept || !now) return
    begin(stateOf(kept.values, kept.intentKey), kept.isTyped)
    const isLoss = meaningOf(now.values) !== meaningOf(base)
    setKept(isLoss ? { ...now, isTyped: true, beside, text: 'Brought back.' } : null)
    bringBack(kept.beside)
  }
  const { number, initial, isTyped } = round
  /** Goes on with what was typed before the page was loaded anew. */
  const goOn = (read: ReadTyped) => {
    const now = readForm()
    const typed = now && read(now.values, initial.values)
    if (typed) begin(stateOf(typed.values, typed.intentKey), true)
  }
  const shown: FormFilling = { initial, isTyped, undo: kept && { text: kept.text, run: undo } }
  return { number, round: shown, clear, goOn, forgetKept: () => setKept(null) }
}
