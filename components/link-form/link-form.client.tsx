'use client'

import { type FormEvent, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'

import { AdvancedFields } from '@/components/link-form/advanced-fields.client'
import { CatalogueNotice } from '@/components/link-form/catalogue-notice'
import { CustomerFields } from '@/components/link-form/customer-fields'
import { FormFailure } from '@/components/link-form/form-failure'
import { IntegrationsField } from '@/components/link-form/integrations-field.client'
import { LanguageField } from '@/components/link-form/language-field'
import { StandingNotice, Suggestions } from '@/components/link-form/late-parts.client'
import { MadeWithoutScript } from '@/components/link-form/made-without-script'
import { SubmitLink } from '@/components/link-form/submit-link.client'
import { TagsFields } from '@/components/link-form/tags-fields.client'
import { type Choice, choicesFor } from '@/components/link-form/to-choices'
import { useCreateLink } from '@/components/link-form/use-create-link'
import { useFieldErrors } from '@/components/link-form/use-field-errors'
import { useFocusOnFailure } from '@/components/link-form/use-focus-on-failure'
import { useInUse } from '@/components/link-form/use-in-use'
import type { CreateLinkAction, LinkFormState } from '@/lib/core/answers'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/core/integration'
import { type LinkFormValues, readLinkForm } from '@/lib/core/link-form'
import { countFixedTags } from '@/lib/core/link-tags'
import type { LiveLinkView } from '@/lib/core/link-view'

type LinkFormProps = {
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  initial: LinkFormState
  createLink: CreateLinkAction
  onMade: (made: LiveLinkView) => void
  /** Called when a link will probably be made soon. */
  onIntent: () => void
}

const fixedTagsOf = (values: LinkFormValues) => countFixedTags({ ...values, id: values.customerId })

/** Everything that a new link needs to know. */
export function LinkForm(props: LinkFormProps) {
  const { catalogue, catalogueFailure, initial, createLink, onMade, onIntent } = props
  const { state, formAction, isPending, submit } = useCreateLink(createLink, initial)
  const { values, failure, made } = state
  const errors = useFieldErrors(failure)
  const choices: Choice[] = catalogue?.integrations ?? []
  const [chosen, setChosen] = useState(() => choicesFor(values.integrations, choices))
  const [fixedCount, setFixedCount] = useState(() => fixedTagsOf(values))
  const form = useRef<HTMLFormElement>(null)
  const isInUse = useInUse(form)
  useFocusOnFailure(form, failure)
  const tellMade = useEffectEvent(onMade)
  useEffect(() => {
    if (made) tellMade(made)
  }, [made])
  const choose = (next: Choice[]) => {
    setChosen(next)
    errors.forget('integrations')
  }
  const noteInput = (event: FormEvent<HTMLFormElement>) => {
    setFixedCount(fixedTagsOf(readLinkForm(new FormData(event.currentTarget))))
    if ('name' in event.target) errors.forget(String(event.target.name))
  }
  return (
    <form
      ref={form}
      action={formAction}
      onSubmit={submit}
      onInput={noteInput}
      noValidate
      aria-label="New link"
      className="flex flex-col gap-4"
    >
      <input type="hidden" name="intentKey" value={state.intentKey} />
      <CustomerFields values={values} errors={errors.open} />
      <CatalogueNotice isStale={catalogue?.stale ?? false} failure={catalogueFailure} />
      <div className="relative">
        <Suspense>{isInUse && <Suggestions form={form} isBusy={isPending} />}</Suspense>
        <IntegrationsField
          choices={choices}
          chosen={chosen}
          error={errors.open['integrations']}
          onChange={choose}
        />
      </div>
      <LanguageField value={values.language} error={errors.open['language']} />
      <div>
        <TagsFields values={values.tags} errors={errors.all} fixedCount={fixedCount} />
        <AdvancedFields chosen={chosen} values={values.advanced} errors={errors.all} />
      </div>
      {failure && !isPending && <FormFailure failure={failure} />}
      <SubmitLink isPending={isPending} onIntent={onIntent} />
      <Suspense>{isInUse && <StandingNotice form={form} chosen={chosen} isBusy={isPending} />}</Suspense>
      {made && <MadeWithoutScript made={made} />}
    </form>
  )
}
