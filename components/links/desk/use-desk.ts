import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { useCopyAtOnce } from '@/components/links/copy-at-once'
import { findForm, focusNext, useFormFillings, useTypedOverReload } from '@/components/links/form/form-state'
import { toCustomerTexts } from '@/lib/core/customer-fields'
import { routes } from '@/lib/core/routes'
import type { FormStart, LinkFormState, LinkFormValues } from '@/lib/links/schema/form'
import type { LinkView, LiveLinkView } from '@/lib/links/view'

/** Calls back for an entry of the navigation that leads to this very page; the address changes by itself. */
const useOwnEntry = (onEntry: () => void) => {
  const pressEntry = useEffectEvent(onEntry)
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a')
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
      if (!link || hasModifier || link.target !== '' || link.getAttribute('href') !== routes.newLink()) return
      pressEntry()
    }
    // Before the link itself, which leaves the event as used up.
    document.addEventListener('click', onClick, true)
    return () => document.removeEventListener('click', onClick, true)
  }, [])
}

/** A card, and the link that it shows by now: a renewed one takes the place of the first. */
type Shown = {
  live: LiveLinkView
  openId: string
  /** Of the card that the page opens with only where nobody is anywhere else yet. */
  takesFocus: boolean | 'ifFree'
  /** Whether it is on the clipboard already, once that is known; null where nobody asked for it. */
  copying: Promise<boolean> | null
  /** It was closed and called back: the address of the time between closes it no more. */
  isBack?: boolean
}

const toShown = (
  live: LiveLinkView,
  takesFocus: Shown['takesFocus'],
  copying: Shown['copying'] = null,
): Shown => ({
  live,
  openId: live.link.id,
  takesFocus,
  copying,
})

const firstState = ({ values, notes }: FormStart, intentKey: string): LinkFormState => ({
  intentKey,
  values,
  notes,
  created: null,
  failure: null,
})

/** The card after the address has come to name another link, or none. */
const follow = (shown: Shown | null, opened: LiveLinkView | null, before: LiveLinkView | null) => {
  if (opened) return toShown(opened, true)
  return shown?.openId === before?.link.id && !shown?.isBack ? null : shown
}

/** Calls back when an address of this page comes to fill the form, which it has not begun with. */
const useOtherStart = ({ values, base }: FormStart, onOther: () => void) => {
  const given = JSON.stringify(values)
  const known = useRef(given)
  const fill = useEffectEvent((now: string) => {
    const isOther = now !== known.current && now !== JSON.stringify(base)
    known.current = now
    if (isOther) onOther()
  })
  useEffect(() => fill(given), [given])
}

const showAddress = (linkId: string) => window.history.replaceState(null, '', routes.newLink(linkId))

/** One form and at most one card, and how they follow each other. */
export function useDesk(
  opened: LiveLinkView | null,
  start: FormStart,
  { intentKey, staffId }: { intentKey: string; staffId: string },
) {
  const router = useRouter()
  const [shown, setShown] = useState<Shown | null>(opened && toShown(opened, 'ifFree'))
  const [lastOpened, setLastOpened] = useState(opened)
  const [isFormInFront, setIsFormInFront] = useState(false)
  const copy = useCopyAtOnce()
  const bringBack = (card: Shown | null) => {
    setShown(card && { ...card, takesFocus: false, copying: null, isBack: true })
    setIsFormInFront(true)
    if (card) showAddress(card.openId)
  }
  const form = useFormFillings(firstState(start, intentKey), shown, bringBack, start.base)
  useTypedOverReload(staffId, form.goOn)
  if (opened?.link.id !== lastOpened?.link.id) {
    setLastOpened(opened)
    setShown(follow(shown, opened, lastOpened))
    setIsFormInFront(false)
  }
  const focusForm = useEffectEvent(() =>
    focusNext(findForm(), form.round.initial.values.integrations.length > 0),
  )
  useEffect(() => {
    if (form.number > 0) focusForm()
  }, [form.number])
  const clear = (next?: LinkFormValues) => {
    if (!form.clear(next)) return false
    setShown(null)
    return true
  }
  const beginAgain = (next?: LinkFormValues) => {
    if (clear(next)) router.replace(routes.newLink(), { scroll: false })
  }
  useOwnEntry(() => clear())
  useOtherStart(start, () => beginAgain(start.values))
  return {
    shown,
    form,
    isFormInFront,
    beginCopy: copy.begin,
    show: (live: LiveLinkView) => {
      setShown(toShown(live, true, copy.settle(live.url)))
      setIsFormInFront(false)
      form.forgetKept()
      showAddress(live.link.id)
    },
    renewed: ({ link }: LiveLinkView) => {
      setShown((before) => before && { ...before, openId: link.id, copying: null })
      showAddress(link.id)
    },
    bringForm: () => setIsFormInFront(true),
    bringCard: () => setIsFormInFront(false),
    newLink: () => beginAgain(),
    sameCustomer: ({ customer }: LinkView) => beginAgain({ ...start.base, ...toCustomerTexts(customer) }),
  }
}

export type Desk = ReturnType<typeof useDesk>
