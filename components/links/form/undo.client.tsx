import { type ClipboardEvent, type RefObject, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import {
  isIdInput,
  toCustomerInput,
  writeCustomerTexts,
} from '@/components/links/form/customer-fields.client'
import { fillGaps, withoutEarlier } from '@/components/links/form/earlier-customer'
import { findIntegrationSearch } from '@/components/links/form/integrations-field.client'
import { isolated } from '@/lib/core/sentence'
import { emptyLinkForm, type LinkFormValues, readLinkForm } from '@/lib/links/schema/form'

type UndoLineProps = { text: string; onUndo: () => void }

/** What just happened to the form, and the way back; where its place is, it moves nothing. */
export function UndoLine({ text, onUndo }: UndoLineProps) {
  return (
    <p className="absolute -top-1 right-0 flex h-6 max-w-2/3 items-center gap-2 text-sm text-muted">
      <span aria-hidden="true" className="truncate" title={text}>
        {text}
      </span>
      <Button variant="link" onClick={onUndo} className="h-6! rounded-md! px-1!">
        Undo
      </Button>
    </p>
  )
}

/** What happened last, what stood there before, and whose the form was. */
type Step = {
  text: string
  before: LinkFormValues
  earlier: LinkFormValues | null
  /** Where the person was when something was filled in; null where something left the form. */
  filledFrom: HTMLElement | null
}

type Following = {
  form: RefObject<HTMLFormElement | null>
  /** The customer that the form came with; null for one that a person typed. */
  first: LinkFormValues | null
  /** What the last link was created from, once there is one. */
  created: LinkFormValues | null
  isBusy: boolean
  /** Puts into the form what is not a customer's text. */
  putRest: (values: LinkFormValues) => void
}

/**
 * Fills the form in, takes that back, and keeps one customer's data out of the next one's link: when the id of a customer
 * who was filled in, or just served, is changed, whatever else is theirs leaves the form. It comes back by `undo`, or with
 * their id.
 */
export function useFilling({ form, first, created, isBusy, putRest }: Following) {
  const earlier = useRef(first)
  const [step, setStep] = useState<Step | null>(null)
  const [wasBusy, setWasBusy] = useState(isBusy)
  if (wasBusy !== isBusy) {
    setWasBusy(isBusy)
    setStep(null)
  }
  useEffect(() => {
    if (created) earlier.current = created
  }, [created])
  const undone = useRef<string | null>(null)
  const isFilled = Boolean(step?.filledFrom)
  useEffect(() => {
    const element = form.current
    if (!isFilled || !element) return undefined
    const forget = (event: Event) => {
      if (event.isTrusted && toCustomerInput(event.target)) setStep(null)
    }
    element.addEventListener('input', forget)
    return () => element.removeEventListener('input', forget)
  }, [form, isFilled])
  const read = () => readLinkForm(new FormData(form.current ?? undefined))
  const put = (values: LinkFormValues) => {
    if (form.current) writeCustomerTexts(form.current, values)
    putRest(values)
  }
  const clear = (now: LinkFormValues, whose: LinkFormValues) => {
    const left = withoutEarlier(now, whose)
    earlier.current = null
    if (JSON.stringify(left) === JSON.stringify(now)) return
    const { displayName, email, customerId } = whose
    setStep({
      text: `Cleared what was ${isolated(displayName || email || customerId)}’s.`,
      before: { ...now, customerId },
      earlier: whose,
      filledFrom: null,
    })
    put(left)
  }
  const undo = () => {
    if (!step) return
    undone.current = step.text
    if (step.filledFrom) {
      put(step.before)
      earlier.current = step.earlier
      step.filledFrom.focus()
    } else put(fillGaps(read(), step.before))
    setStep(null)
  }
  return {
    text: step?.text ?? null,
    isFilled,
    undo,
    /** What stands in the form, as typed. */
    read,
    /** Whether this was taken back by hand last. */
    isUndone: (text: string) => undone.current === text,
    /** Somebody changed the id by hand. */
    idTyped: () => {
      const now = read()
      const isOf = (values: LinkFormValues) => values.customerId.trim() === now.customerId.trim()
      if (step?.earlier && !step.filledFrom && isOf(step.earlier)) {
        undo()
        earlier.current = step.earlier
      } else if (earlier.current && !isOf(earlier.current)) clear(now, earlier.current)
    },
    /**
     * Fills something in over what stands there; of an earlier customer nothing else stays. What is of a known customer
     * leaves with their id again.
     */
    fillIn: (next: Partial<LinkFormValues>, text: string, from: HTMLElement, isKnown = false) => {
      const before = read()
      const owner = earlier.current
      const isOther = owner !== null && next.customerId !== undefined && next.customerId !== owner.customerId
      put({ ...(isOther ? withoutEarlier(before, owner) : before), ...next })
      if (next.customerId !== undefined) earlier.current = isKnown ? { ...emptyLinkForm, ...next } : null
      setStep({ text, before, earlier: owner, filledFrom: from })
    },
  }
}

export type Filling = ReturnType<typeof useFilling>

/** Whether a text has only the plain characters of an id. */
const isPlain = (text: string) => /^[\x21-\x7E]*$/.test(text) && !/[,;|<@"'`{]/.test(text)

/**
 * What a form does with a text that is pasted into the field for the customer's id; `offer` is called with the integrations
 * of their last link. What reads it is loaded when it is needed; where that fails, the text is put in as it is.
 */
export function usePaste({ fillIn, isUndone }: Filling, offer: (integrations: string[]) => void) {
  const last = useRef({ pasted: '', news: '' })
  return (event: ClipboardEvent<HTMLFormElement>) => {
    const { target: input } = event
    const text = event.clipboardData.getData('text/plain')
    if (!isIdInput(input) || isPlain(text)) return
    event.preventDefault()
    const isAsItIs = last.current.pasted === text && isUndone(last.current.news)
    const take = async () => {
      const { pasteCustomer, lastIntegrations } = await import('@/components/links/form/paste-customer')
      const id = pasteCustomer({
        input,
        text,
        isAsItIs,
        fillIn: (next, news) => {
          last.current = { pasted: text, news }
          fillIn(next, news, input)
        },
      })
      if (id === null) return
      findIntegrationSearch(input.form)?.focus()
      offer(await lastIntegrations(id))
    }
    take().catch(() => input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end'))
  }
}
