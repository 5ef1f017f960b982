'use client'

import {
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
import { type FormFilling, useCreateLink, useFormTouched } from '@/components/links/form/form-state'
import {
  CatalogueNotice,
  IntegrationsField,
  useUnchosenText,
} from '@/components/links/form/integrations-field.client'
import { LanguageField } from '@/components/links/form/language-field.client'
import { TagsFields } from '@/components/links/form/tags-fields.client'
import { UndoLine, useEarlierCustomer } from '@/components/links/form/undo.client'
import type { FailureView } from '@/lib/core/failure'
import { countFixedTags } from '@/lib/customers/view'
import type { IntegrationCatalogue } from '@/lib/integrations/view'
import { type LinkFormValues, readLinkForm } from '@/lib/links/schema/form'
import type { LiveLinkView } from '@/lib/links/view'

const { Part: Suggestions } = lazyPart(() =>
  import('@/components/links/form/suggestions.client').then((module) => module.Suggestions),
)
const { Part: ConfirmHosts } = lazyPart(() =>
  import('@/components/links/form/advanced-integration.client').then((module) => module.ConfirmHosts),
)

const fixedTagsOf = (values: LinkFormValues) => countFixedTags({ ...values, id: values.customerId })

/** Where the id is of somebody who was filled in, the rest of the form may be theirs. */
const filledIn = ({ initial: { values }, isTyped }: FormFilling) =>
  values.customerId === '' || isTyped ? null : values

const isCustomerId = (target: EventTarget) =>
  target instanceof HTMLInputElement && target.name === 'customerId'

type Wiring = {
  catalogue: IntegrationCatalogue | null
  round: FormFilling
  onCreated: (created: LiveLinkView) => void
}

/** What the New link form knows, and what it does with what happens in it. */
const useLinkForm = ({ catalogue, round, onCreated }: Wiring) => {
  const { state, isPending, submit, formProps } = useCreateLink(round.initial)
  const { values, failure, created } = state
  const form = useRef<HTMLFormElement>(null)
  const errors = useFieldErrors(failure)
  const unchosen = useUnchosenText(form)
  const choices: Choice[] = catalogue?.integrations ?? []
  const [chosen, setChosen] = useState(() => choicesFor(values.integrations, choices))
  const [fixedCount, setFixedCount] = useState(() => fixedTagsOf(values))
  /** What the fields below the integrations begin with; `number` is new whenever they begin again. */
  const [rest, setRest] = useState({ number: 0, values })
  useFocusOnFailure(form, failure)
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
  const earlier = useEarlierCustomer({
    form,
    first: filledIn(round),
    created: created && values,
    isBusy: isPending,
    putRest: (next) => {
      choose(choicesFor(next.integrations, choices))
      setRest({ number: rest.number + 1, values: next })
    },
  })
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    setFixedCount(fixedTagsOf(readLinkForm(new FormData(event.currentTarget))))
    unchosen.forget()
    errors.onInput(event)
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
  const { catalogue, catalogueFailure, round, onCreated, onIntent } = props
  const link = useLinkForm({ catalogue, round, onCreated })
  const { state, isPending, form, errors, chosen, rest, earlier } = link
  const { values, created } = state
  const isInUse = useFormTouched(form)
  const unconfirmed = errors.all['confirmedHosts']
  return (
    <form
      ref={form}
      {...link.formProps}
      noValidate
      aria-label="New link"
      className="relative flex flex-col gap-4"
    >
      <input type="hidden" name="intentKey" value={state.intentKey} />
      <WayBack clearedTitle={earlier.clearedTitle} onUndo={earlier.undo} undo={round.undo} />
      <CustomerFields values={values} errors={errors.open} />
      <CatalogueNotice isStale={catalogue?.stale ?? false} failure={catalogueFailure} />
      <div className="relative">
        <Suspense>
          {isInUse && <Suggestions form={form} isBusy={isPending} onFilled={earlier.filled} />}
        </Suspense>
        <IntegrationsField
          choices={link.choices}
          chosen={chosen}
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
        onNewLink={props.hasLink || created ? props.onNewLink : undefined}
      />
      {created && <CreatedWithoutScript created={created} />}
    </form>
  )
}

type WayBackProps = { clearedTitle: string | null; onUndo: () => void; undo: FormFilling['undo'] }

/** Says what left the form last, and brings it back. */
function WayBack({ clearedTitle, onUndo, undo }: WayBackProps) {
  const cleared = clearedTitle === null ? null : `Cleared what was ${clearedTitle}’s.`
  return (
    <>
      {cleared && <UndoLine text={cleared} onUndo={onUndo} className="-top-1" />}
      {!cleared && undo && <UndoLine text={undo.text} onUndo={undo.run} className="-top-1" />}
      <p aria-live="polite" className="sr-only">
        {cleared}
      </p>
    </>
  )
}
