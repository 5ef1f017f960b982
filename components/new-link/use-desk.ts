import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

import { useFormRounds } from '@/components/link-form/use-form-rounds'
import { useNewLinkPress } from '@/components/new-link/use-new-link-press'
import type { LinkFormState } from '@/lib/core/answers'
import { emptyLinkForm, type LinkFormValues } from '@/lib/core/link-form'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'
import { toCustomerTexts } from '@/lib/customers/fields'

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

const customerOf = ({ customer }: LinkView): LinkFormValues => ({
  ...emptyLinkForm,
  ...toCustomerTexts(customer),
})

const valuesLike = (link: LinkView): LinkFormValues => ({
  ...customerOf(link),
  integrations: link.integrations.map(({ key }) => key),
})

const firstState = (like: LinkView | null, intentKey: string): LinkFormState => ({
  intentKey,
  values: like ? valuesLike(like) : emptyLinkForm,
  made: null,
  failure: null,
})

/** The card after the address has come to name another link, or none. */
const follow = (shown: Shown | null, opened: LiveLinkView | null, before: LiveLinkView | null) => {
  if (opened) return toShown(opened, true)
  return shown?.openId === before?.link.id && !shown?.isBack ? null : shown
}

const showAddress = (linkId: string) => window.history.replaceState(null, '', routes.newLink(linkId))

/** One form and at most one card, and how they follow each other. */
export const useDesk = (opened: LiveLinkView | null, like: LinkView | null, intentKey: string) => {
  const router = useRouter()
  const [shown, setShown] = useState<Shown | null>(opened && toShown(opened, false))
  const [lastOpened, setLastOpened] = useState(opened)
  const [isFormInFront, setIsFormInFront] = useState(false)
  const form = useFormRounds(firstState(like, intentKey), shown, (card) => {
    setShown(card && { ...card, takesFocus: false, isBack: true })
    setIsFormInFront(true)
    if (card) showAddress(card.openId)
  })
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
    sameCustomer: (link: LinkView) => beginAgain(customerOf(link)),
  }
}

export type Desk = ReturnType<typeof useDesk>
