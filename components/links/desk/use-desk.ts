import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'

import { useFormFillings, useTypedOverReload } from '@/components/links/form/form-state'
import { toCustomerTexts } from '@/lib/core/customer-fields'
import { routes } from '@/lib/core/routes'
import type { LinkFormValues } from '@/lib/links/schema/form'
import type { FormStart, LinkFormState, LinkView, LiveLinkView } from '@/lib/links/view'

type Presses = {
  /** The key N, by itself, while nothing is typed anywhere. */
  onKey: () => void
  /** An entry that leads to this very page; the address changes by itself. */
  onEntry: () => void
}

const hasModifier = (event: KeyboardEvent | MouseEvent) =>
  event.ctrlKey || event.metaKey || event.altKey || event.shiftKey

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'))

/** Reacts to what begins a new link outside of the form: the key N, and "New link" in the navigation. */
const useNewLinkPress = ({ onKey, onEntry }: Presses) => {
  const pressKey = useEffectEvent(onKey)
  const pressEntry = useEffectEvent(onEntry)
  useEffect(() => {
    const listening = new AbortController()
    const onKeyDown = (event: KeyboardEvent) => {
      const isN = event.key.toLowerCase() === 'n' && !hasModifier(event) && !event.repeat
      if (!isN || event.isComposing || isTyping(event.target) || document.querySelector('dialog[open]'))
        return
      event.preventDefault()
      pressKey()
    }
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a')
      if (!link || hasModifier(event) || link.target !== '' || link.getAttribute('href') !== routes.newLink())
        return
      pressEntry()
    }
    document.addEventListener('keydown', onKeyDown, listening)
    // Before the link itself, which leaves the event as used up.
    document.addEventListener('click', onClick, { signal: listening.signal, capture: true })
    return () => listening.abort()
  }, [])
}

/** A card, and the link that it shows by now: a renewed one takes the place of the first. */
type Shown = {
  live: LiveLinkView
  openId: string
  takesFocus: boolean
  /** It was closed and called back: the address of the time between closes it no more. */
  isBack?: boolean
}

const toShown = (live: LiveLinkView, takesFocus: boolean): Shown => ({
  live,
  openId: live.link.id,
  takesFocus,
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

const showAddress = (linkId: string) => window.history.replaceState(null, '', routes.newLink(linkId))

/** One form and at most one card, and how they follow each other. */
export function useDesk(
  opened: LiveLinkView | null,
  start: FormStart,
  { intentKey, staffId }: { intentKey: string; staffId: string },
) {
  const router = useRouter()
  const [shown, setShown] = useState<Shown | null>(opened && toShown(opened, false))
  const [lastOpened, setLastOpened] = useState(opened)
  const [isFormInFront, setIsFormInFront] = useState(false)
  const bringBack = (card: Shown | null) => {
    setShown(card && { ...card, takesFocus: false, isBack: true })
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
  useEffect(() => {
    if (form.number > 0) document.querySelector<HTMLInputElement>('[name="customerId"]')?.focus()
  }, [form.number])
  const clear = (next?: LinkFormValues) => {
    if (!form.clear(next)) return false
    setShown(null)
    return true
  }
  const beginAgain = (next?: LinkFormValues) => {
    if (clear(next)) router.replace(routes.newLink(), { scroll: false })
  }
  useNewLinkPress({ onKey: () => beginAgain(), onEntry: () => clear() })
  return {
    shown,
    form,
    isFormInFront,
    show: (live: LiveLinkView) => {
      setShown(toShown(live, true))
      setIsFormInFront(false)
      form.forgetKept()
      showAddress(live.link.id)
    },
    renewed: ({ link }: LiveLinkView) => {
      setShown((before) => before && { ...before, openId: link.id })
      showAddress(link.id)
    },
    bringForm: () => setIsFormInFront(true),
    bringCard: () => setIsFormInFront(false),
    newLink: () => beginAgain(),
    sameCustomer: ({ customer }: LinkView) => beginAgain({ ...start.base, ...toCustomerTexts(customer) }),
  }
}

export type Desk = ReturnType<typeof useDesk>
