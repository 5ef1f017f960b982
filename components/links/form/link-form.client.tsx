'use client'

import {
  type ComponentProps,
  type FormEvent,
  type SubmitEvent,
  Suspense,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'

import { type Choice, choicesFor } from '@/components/integrations/choices'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { useFieldErrors, useFocusOnFailure } from '@/components/kit/use-field-errors'
import { AdvancedFields } from '@/components/links/form/advanced-fields.client'
import { CustomerFields } from '@/components/links/form/customer-fields.client'
import { CreatedWithoutScript, FormFailure, FormFooter } from '@/components/links/form/footer.client'
import {
  type FormFilling,
  useCreateLink,
  useFirstFocus,
  useFormTouched,
} from '@/components/links/form/form-state'
import {
  CatalogueNotice,
  findIntegrationSearch,
  IntegrationsField,
  useUnchosenText,
} from '@/components/links/form/integrations-field.client'
import { LanguageField } from '@/components/links/form/language-field.client'
import { TagsFields } from '@/components/links/form/tags-fields.client'
import { type Filling, UndoLine, useFilling, usePaste } from '@/components/links/form/undo.client'
import { toCustomerTexts } from '@/lib/core/customer-fields'
import type { FailureView } from '@/lib/core/failure'
import { countFixedTags, customerTitle, type KnownCustomer } from '@/lib/customers/view'
import type { IntegrationCatalogue } from '@/lib/integrations/view'
import { type LinkFormValues, readLinkForm } from '@/lib/links/schema/form'
import type { LiveLinkView } from '@/lib/links/view'

const { Part: Suggestions } = lazyPart(() =>
  import('@/components/links/form/suggestions.client').then((module) => module.Suggestions),
)
const { Part: EmailOffers } = lazyPart(() =>
  import('@/components/links/form/suggestions.client').then((module) => module.EmailOffers),
)
const { Part: ConfirmHosts } = lazyPart(() =>
  import('@/components/links/form/advanced-integration.client').then((module) => module.ConfirmHosts),
)

const fixedTagsOf = (values: LinkFormValues) => countFixedTags({ ...values, id: values.customerId })

/** Where the id is of somebody who was filled in, the rest of the form may be theirs. */
const filledIn = ({ initial: { values }, isTyped }: FormFilling) =>
  values.customerId === '' || isTyped ? null : values

const isCustomerId = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.name === 'customerId'

type Wiring = {
  catalogue: IntegrationCatalogue | null
  round: FormFilling
  hasLink: boolean
  onCreated: (created: LiveLinkView) => void
}

/** What the New link form knows, and what it does with what happens in it. */
const useLinkForm = ({ catalogue, round, hasLink, onCreated }: Wiring) => {
  const { state, isPending, submit, formProps } = useCreateLink(round.initial)
  const { values, failure, created } = state
  const form = useRef<HTMLFormElement>(null)
  const isInUse = useFormTouched(form)
  const errors = useFieldErrors(failure)
  const unchosen = useUnchosenText(form)
  const choices: Choice[] = catalogue?.integrations ?? []
  const [chosen, setChosen] = useState(() => firstChosen(values.integrations, choices))
  const [offered, setOffered] = useState<Choice[]>([])
  const [fixedCount, setFixedCount] = useState(() => fixedTagsOf(values))
  /** What the fields below the integrations begin with; `number` is new whenever they begin again. */
  const [rest, setRest] = useState({ number: 0, values })
  useFocusOnFailure(form, failure)
  useFirstFocus(form, { isWanted: !hasLink, hasIntegration: chosen.length > 0 })
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
    if (!event.isTrusted || !isCustomerId(event.target)) return
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
    chooseCustomer: ({ integrations, ...customer }: KnownCustomer, input: HTMLInputElement) => {
      filling.fillIn(toCustomerTexts(customer), `Filled in for ${customerTitle(customer)}.`, input, true)
      offer(integrations)
      findIntegrationSearch(form.current)?.focus()
    },
  }
}

/** Enter in the filled field of the id leads on to the integrations while there is none. */
const isIdIn = (focused: Element | null) => isCustomerId(focused) && focused.value.trim() !== ''

/** Where there is one integration only, it is that. */
const firstChosen = (keys: string[], choices: Choice[]) =>
  keys.length === 0 && choices.length === 1 ? choices : choicesFor(keys, choices)

type LinkFormProps = {
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  round: FormFilling
  onCreated: (created: LiveLinkView) => void
  /** Called when a link will probably be created soon. */
  onIntent: () => void
  onNewLink: () => void
  /** Whether a link stands beside the form, so that a new one is the next thing. */
  hasLink: boolean
  /** Changes whenever what is known of a customer's links may have changed. */
  news?: string
}

/** Everything that a new link needs to know. */
export function LinkForm(props: LinkFormProps) {
  const { catalogue, catalogueFailure, round, hasLink, onCreated, onIntent } = props
  const link = useLinkForm({ catalogue, round, hasLink, onCreated })
  const { state, isPending, isInUse, form, errors, chosen, rest, filling } = link
  const { values, created } = state
  const unconfirmed = errors.all['confirmedHosts']
  return (
    <form
      ref={form}
      {...link.formProps}
      noValidate
      autoComplete="off"
      aria-label="New link"
      className="relative flex flex-col gap-4"
    >
      <input type="hidden" name="intentKey" value={state.intentKey} />
      <WayBack filling={filling} undo={round.undo} />
      <Customer values={values} errors={errors.open} />
      <CatalogueNotice isStale={catalogue?.stale ?? false} failure={catalogueFailure} />
      <div className="relative">
        <Suspense>
          {isInUse && <Suggestions form={form} isBusy={isPending} onChoose={link.chooseCustomer} />}
        </Suspense>
        <IntegrationsField
          choices={link.choices}
          chosen={chosen}
          offered={link.offered}
          error={link.integrationsError}
          onChange={link.choose}
        />
      </div>
      <LanguageField
        key={`language ${rest.number}`}
        value={rest.values.language}
        error={errors.open['language']}
      />
      <div key={rest.number}>
        <TagsFields values={rest.values.tags} errors={errors} fixedCount={link.fixedCount} />
        <AdvancedFields chosen={chosen} values={rest.values.advanced} errors={errors} />
      </div>
      {link.failure && <FormFailure failure={link.failure} />}
      <Suspense>
        {unconfirmed && <ConfirmHosts key={state.intentKey} hosts={unconfirmed.split(', ')} />}
      </Suspense>
      <FormFooter
        form={form}
        chosen={chosen}
        isInUse={isInUse}
        isPending={isPending}
        news={`${props.news} ${created?.link.id}`}
        onIntent={onIntent}
        onNewLink={hasLink || created ? props.onNewLink : undefined}
      />
      {created && <CreatedWithoutScript created={created} />}
    </form>
  )
}

type CustomerProps = Omit<ComponentProps<typeof CustomerFields>, 'emailOffers'>

function Customer({ values, errors }: CustomerProps) {
  const offers = errors['email'] && <EmailOffers typed={values.email} />
  return (
    <CustomerFields
      values={values}
      errors={errors}
      emailOffers={<Suspense key="offers">{offers}</Suspense>}
    />
  )
}

type WayBackProps = { filling: Filling; undo: FormFilling['undo'] }

/** Says what was filled in, or left the form, last, and takes it back. */
function WayBack({ filling: { text, undo: takeBack }, undo }: WayBackProps) {
  return (
    <>
      {text !== null && <UndoLine text={text} onUndo={takeBack} />}
      {text === null && undo && <UndoLine text={undo.text} onUndo={undo.run} />}
      <p aria-live="polite" className="sr-only">
        {text}
      </p>
    </>
  )
}
