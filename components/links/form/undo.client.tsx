import { type RefObject, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { writeCustomerTexts } from '@/components/links/form/customer-fields.client'
import { fillGaps, withoutEarlier } from '@/components/links/form/earlier-customer'
import type { CustomerTexts } from '@/lib/core/customer-fields'
import { emptyLinkForm, type LinkFormValues, readLinkForm } from '@/lib/links/schema/form'

type UndoLineProps = { text: string; onUndo: () => void; className: string }

/** What just happened to the form, and the way back; where its place is, it moves nothing. */
export function UndoLine({ text, onUndo, className }: UndoLineProps) {
  return (
    <p className={`absolute right-0 flex h-6 max-w-2/3 items-center gap-2 text-sm text-muted ${className}`}>
      <span aria-hidden="true" className="truncate">
        {text}
      </span>
      <Button variant="link" onClick={onUndo} className="h-6! rounded-md! px-1!">
        Undo
      </Button>
    </p>
  )
}

/** What was cleared away, and whose it was. */
type Cleared = { title: string; before: LinkFormValues; earlier: LinkFormValues }

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
 * Keeps one customer's data out of the next one's link: when the id of a customer who was filled in, or just served, is
 * changed, whatever else is theirs leaves the form. It comes back by `undo`, or with their id.
 */
export function useEarlierCustomer({ form, first, created, isBusy, putRest }: Following) {
  const earlier = useRef(first)
  const [cleared, setCleared] = useState<Cleared | null>(null)
  const [wasBusy, setWasBusy] = useState(isBusy)
  if (wasBusy !== isBusy) {
    setWasBusy(isBusy)
    setCleared(null)
  }
  useEffect(() => {
    if (created) earlier.current = created
  }, [created])
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
    setCleared({
      title: displayName || email || customerId,
      before: { ...now, customerId },
      earlier: whose,
    })
    put(left)
  }
  const undo = () => {
    if (!cleared) return
    put(fillGaps(read(), cleared.before))
    setCleared(null)
  }
  return {
    clearedTitle: cleared?.title ?? null,
    undo,
    /** Somebody changed the id by hand. */
    idTyped: () => {
      const now = read()
      const isOf = (values: LinkFormValues) => values.customerId.trim() === now.customerId.trim()
      if (cleared && isOf(cleared.earlier)) {
        undo()
        earlier.current = cleared.earlier
      } else if (earlier.current && !isOf(earlier.current)) clear(now, earlier.current)
    },
    /** A customer was filled in over what stood there. */
    filled: (texts: CustomerTexts) => {
      const before = earlier.current
      if (before && before.customerId !== texts.customerId) clear(read(), before)
      earlier.current = { ...emptyLinkForm, ...texts }
    },
  }
}
