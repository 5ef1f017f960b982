import { type FormEvent, type SubmitEvent, useEffect, useEffectEvent, useRef, useState } from 'react'

import { type Choice, choicesFor, toChoices } from '@/components/link-form/to-choices'
import { useCreateLink } from '@/components/link-form/use-create-link'
import { useEarlierCustomer } from '@/components/link-form/use-earlier-customer'
import { useFieldErrors } from '@/components/link-form/use-field-errors'
import { useFocusOnFailure } from '@/components/link-form/use-focus-on-failure'
import type { FormRound } from '@/components/link-form/use-form-rounds'
import { useUnchosen } from '@/components/link-form/use-unchosen'
import type { CreateLinkAction } from '@/lib/core/answers'
import type { IntegrationCatalogue } from '@/lib/core/integration'
import { type LinkFormValues, readLinkForm } from '@/lib/core/link-form'
import { countFixedTags } from '@/lib/core/link-tags'
import type { LiveLinkView } from '@/lib/core/link-view'

const fixedTagsOf = (values: LinkFormValues) => countFixedTags({ ...values, id: values.customerId })

/** Where the id is of somebody who was filled in, the rest of the form may be theirs. */
const filledIn = ({ initial: { values }, isTyped }: FormRound) =>
  values.customerId === '' || isTyped ? null : values

const isCustomerId = (target: EventTarget) =>
  target instanceof HTMLInputElement && target.name === 'customerId'

type Wiring = {
  catalogue: IntegrationCatalogue | null
  round: FormRound
  createLink: CreateLinkAction
  onMade: (made: LiveLinkView) => void
}

/** What the New link form knows, and what it does with what happens in it. */
export const useLinkForm = ({ catalogue, round, createLink, onMade }: Wiring) => {
  const { state, isPending, submit, formProps } = useCreateLink(createLink, round.initial)
  const { values, failure, made } = state
  const form = useRef<HTMLFormElement>(null)
  const errors = useFieldErrors(failure)
  const unchosen = useUnchosen(form)
  const choices = toChoices(catalogue?.integrations ?? [])
  const [chosen, setChosen] = useState(() => choicesFor(values.integrations, choices))
  const [fixedCount, setFixedCount] = useState(() => fixedTagsOf(values))
  /** What the fields below the integrations begin with; `number` is new whenever they begin again. */
  const [rest, setRest] = useState({ number: 0, values })
  useFocusOnFailure(form, failure)
  const tellMade = useEffectEvent(onMade)
  useEffect(() => {
    if (made) tellMade(made)
  }, [made])
  const choose = (next: Choice[]) => {
    const gone = chosen.filter(({ key }) => !next.some((one) => one.key === key))
    setChosen(next)
    unchosen.forget()
    errors.forget('integrations', 'advanced', ...gone.map(({ key }) => `advanced.${key}.`))
  }
  const earlier = useEarlierCustomer({
    form,
    first: filledIn(round),
    made: made && values,
    isBusy: isPending,
    putRest: (next) => {
      choose(choicesFor(next.integrations, choices))
      setRest({ number: rest.number + 1, values: next })
    },
  })
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    setFixedCount(fixedTagsOf(readLinkForm(new FormData(event.currentTarget))))
    unchosen.forget()
    errors.heed(event)
    // What a script fills in was not typed.
    if (event.isTrusted && isCustomerId(event.target)) earlier.idTyped()
  }
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!unchosen.isAny() && submit(event.currentTarget)) errors.begin()
  }
  return {
    state,
    isPending,
    form,
    formProps: { ...formProps, onInput, onSubmit },
    errors,
    failure: isPending || errors.isMended ? null : failure,
    integrationsError: unchosen.message ?? errors.open['integrations'],
    choices,
    chosen,
    choose,
    fixedCount,
    rest,
    earlier,
  }
}
