import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

import type { LinkFormState } from '@/lib/core/answers'
import { newIntentKey } from '@/lib/core/intent-key'
import { emptyLinkForm, type LinkFormValues } from '@/lib/core/link-form'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'

/** A card, and the link that it shows by now: a renewed one takes the place of the first. */
type Shown = { live: LiveLinkView; openId: string; takesFocus: boolean }

const toShown = (live: LiveLinkView, takesFocus: boolean): Shown => ({
  live,
  openId: live.link.id,
  takesFocus,
})

const customerOf = ({ customer }: LinkView): LinkFormValues => ({
  ...emptyLinkForm,
  customerId: customer.id,
  email: customer.email ?? '',
  displayName: customer.displayName ?? '',
  organizationId: customer.organizationId ?? '',
  organizationName: customer.organizationName ?? '',
})

const valuesLike = (link: LinkView): LinkFormValues => ({
  ...customerOf(link),
  integrations: link.integrations.map(({ key }) => key),
})

/** One form and at most one card, and how they follow each other. `round` is new for every fresh form. */
export const useDesk = (opened: LiveLinkView | null, like: LinkView | null, intentKey: string) => {
  const router = useRouter()
  const [shown, setShown] = useState<Shown | null>(opened && toShown(opened, false))
  const [lastOpened, setLastOpened] = useState(opened)
  const [isFormInFront, setIsFormInFront] = useState(false)
  const [form, setForm] = useState<{ round: number; initial: LinkFormState }>({
    round: 0,
    initial: { intentKey, values: like ? valuesLike(like) : emptyLinkForm, made: null, failure: null },
  })
  if (opened?.link.id !== lastOpened?.link.id) {
    setLastOpened(opened)
    if (opened) setShown(toShown(opened, true))
    else if (shown?.openId === lastOpened?.link.id) setShown(null)
    setIsFormInFront(false)
  }
  useEffect(() => {
    if (form.round > 0) document.querySelector<HTMLInputElement>('[name="customerId"]')?.focus()
  }, [form.round])
  const beginAgain = (values: LinkFormValues) => {
    setForm({
      round: form.round + 1,
      initial: { intentKey: newIntentKey(), values, made: null, failure: null },
    })
    setShown(null)
    router.replace(routes.newLink(), { scroll: false })
  }
  return {
    shown,
    form,
    isFormInFront,
    show: (live: LiveLinkView) => {
      setShown(toShown(live, true))
      setIsFormInFront(false)
      window.history.replaceState(null, '', routes.newLink(live.link.id))
    },
    renewed: ({ link }: LiveLinkView) => {
      setShown((before) => before && { ...before, openId: link.id })
      window.history.replaceState(null, '', routes.newLink(link.id))
    },
    bringForm: () => setIsFormInFront(true),
    bringCard: () => setIsFormInFront(false),
    newLink: () => beginAgain(emptyLinkForm),
    sameCustomer: (link: LinkView) => beginAgain(customerOf(link)),
  }
}

export type Desk = ReturnType<typeof useDesk>
