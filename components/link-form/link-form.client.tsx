'use client'

import { Suspense } from 'react'

import { AdvancedFields } from '@/components/link-form/advanced-fields.client'
import { CatalogueNotice } from '@/components/link-form/catalogue-notice'
import { CustomerFields } from '@/components/link-form/customer-fields'
import { FormFailure } from '@/components/link-form/form-failure'
import { FormFooter } from '@/components/link-form/form-footer'
import { IntegrationsField } from '@/components/link-form/integrations-field.client'
import { LanguageField } from '@/components/link-form/language-field'
import { ConfirmHosts, Suggestions } from '@/components/link-form/late-parts.client'
import { MadeWithoutScript } from '@/components/link-form/made-without-script'
import { TagsFields } from '@/components/link-form/tags-fields.client'
import { UndoLine } from '@/components/link-form/undo-line'
import type { FormRound } from '@/components/link-form/use-form-rounds'
import { useInUse } from '@/components/link-form/use-in-use'
import { useLinkForm } from '@/components/link-form/use-link-form'
import type { CreateLinkAction } from '@/lib/core/answers'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/core/integration'
import type { LiveLinkView } from '@/lib/core/link-view'

type LinkFormProps = {
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  round: FormRound
  createLink: CreateLinkAction
  onMade: (made: LiveLinkView) => void
  /** Called when a link will probably be made soon. */
  onIntent: () => void
  onNewLink: () => void
  /** Whether a link stands beside the form, so that a new one is the next thing. */
  hasLink: boolean
  /** Changes whenever what is known of a customer's links may have changed. */
  news?: string
}

/** Everything that a new link needs to know. */
export function LinkForm(props: LinkFormProps) {
  const { catalogue, catalogueFailure, round, createLink, onMade, onIntent } = props
  const link = useLinkForm({ catalogue, round, createLink, onMade })
  const { state, isPending, form, errors, chosen, rest, earlier } = link
  const { values, made } = state
  const isInUse = useInUse(form)
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
        news={`${props.news} ${made?.link.id}`}
        onIntent={onIntent}
        onNewLink={props.hasLink || made ? props.onNewLink : undefined}
      />
      {made && <MadeWithoutScript made={made} />}
    </form>
  )
}

type WayBackProps = { clearedTitle: string | null; onUndo: () => void; undo: FormRound['undo'] }

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
