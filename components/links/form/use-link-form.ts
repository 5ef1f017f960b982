import { type FormEvent, type SubmitEvent, useEffect, useEffectEvent, useRef, useState } from 'react'

import { type Choice, choicesFor } from '@/components/integrations/choices'
import { useFieldErrors, useFocusOnFailure } from '@/components/kit/use-field-errors'
import { isIdInput } from '@/components/links/form/customer-fields.client'
import {
  type FormFilling,
  focusNext,
  useCreateLink,
  useFirstFocus,
  useFormTouched,
} from '@/components/links/form/form-state'
import { findIntegrationSearch, useUnchosenText } from '@/components/links/form/integrations-field.client'
import { useFilling, usePaste } from '@/components/links/form/undo.client'
import { toCustomerTexts } from '@/lib/core/customer-fields'
import { countFixedTags, type KnownCustomer } from '@/lib/customers/view'
import type { IntegrationCatalogue } from '@/lib/integrations/view'
import { type LinkFormValues, readLinkForm } from '@/lib/links/schema/form'
import type { LiveLinkView } from '@/lib/links/view'

/** A hand-off link has one more, which names the visit. */
const fixedTagsOf = (values: LinkFormValues) =>
  countFixedTags({ ...values, id: values.customerId }) + (values.worksFor === '30m' ? 0 : 1)

/** Where the id is of somebody who was filled in, the rest of the form may be theirs. */
const filledIn = ({ initial: { values }, isTyped }: FormFilling) =>
  values.customerId === '' || isTyped ? null : values

type Wiring = {
  catalogue: IntegrationCatalogue | null
  round: FormFilling
  openId: string | null
  onCreated: (created: LiveLinkView) => void
}

/** What the New link form knows, and what it does with what happens in it. */
export function useLinkForm({ catalogue, round, openId, onCreated }: Wiring) {
  const { state, isPending, submit, formProps } = useCreateLink(round.initial)
  const { values, failure, created } = state
  const form = useRef<HTMLFormElement>(null)
  const isInUse = useFormTouched(form)
  const errors = useFieldErrors(failure)
  const unchosen = useUnchosenText(form)
  const choices: Choice[] = catalogue?.integrations ?? []
  const [chosen, setChosen] = useState(() => choicesFor(values.integrations, choices))
  const [offered, setOffered] = useState<Choice[]>([])
  const [fixedCount, setFixedCount] = useState(() => fixedTagsOf(values))
  /** What the fields below the integrations begin with; `number` is new whenever they begin again. */
  const [rest, setRest] = useState({ number: 0, values })
  useFocusOnFailure(form, failure)
  useFirstFocus(form, { isWanted: openId === null, hasIntegration: chosen.length > 0 })
  const reportCreated = useEffectEvent(onCreated)
  useEffect(() => {
    if (created) reportCreated(created)
  }, [created])
  const choose = (next: Choice[]) => {
    const gone = chosen.filter(({ key }) => !next.some((one) => one.key === key))
    setChosen(next)
    unchosen.forget()
    errors.forget('integrations', 'advanced', ...gone.map(({ key }) => `advanced.${key}.`))
  }
  const filling = useFilling({
    form,
    first: filledIn(round),
    created: created && values,
    isBusy: isPending,
    putRest: (next) => {
      choose(choicesFor(next.integrations, choices))
      setRest((before) => ({ number: before.number + 1, values: next }))
    },
  })
  const offer = (keys: string[]) => setOffered(choices.filter(({ key }) => keys.includes(key)))
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    setFixedCount(fixedTagsOf(readLinkForm(new FormData(event.currentTarget))))
    unchosen.forget()
    errors.onInput(event)
    // What a script fills in was not typed.
    if (!event.isTrusted || !isIdInput(event.target)) return
    setOffered([])
    filling.idTyped()
  }
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const isNext = chosen.length === 0 && choices.length > 0 && isIdIn(document.activeElement)
    if (isNext && !unchosen.isAny()) findIntegrationSearch(form.current)?.focus()
    else if (!unchosen.isAny() && submit(event.currentTarget)) errors.begin()
  }
  return {
    state,
    isPending,
    isInUse,
    form,
    formProps: { ...formProps, onInput, onSubmit, onPaste: usePaste(filling, offer) },
    errors,
    failure: isPending || errors.isMended ? null : failure,
    integrationsError: unchosen.message ?? errors.open['integrations'],
    choices,
    chosen,
    choose,
    offered: chosen.length === 0 ? offered : [],
    fixedCount,
    rest,
    filling,
    presets: {
      filling,
      integrations: catalogue && !catalogue.stale ? choices.map(({ key }) => key) : null,
      onFilled: (hasIntegration: boolean) => focusNext(form.current, hasIntegration, { preventScroll: true }),
    },
    chooseCustomer: ({ integrations, ...customer }: KnownCustomer, input: HTMLInputElement, news: string) => {
      filling.fillIn(toCustomerTexts(customer), news, input, true)
      offer(integrations)
      findIntegrationSearch(form.current)?.focus()
    },
  }
}

/** Enter in the filled field of the id leads on to the integrations while there is none. */
const isIdIn = (focused: Element | null) => isIdInput(focused) && focused.value.trim() !== ''
