'use client'

import { type ComponentProps, type ReactNode, Suspense } from 'react'

import { lazyPart } from '@/components/kit/lazy-part.client'
import { AdvancedFields } from '@/components/links/form/advanced-fields.client'
import { CustomerFields } from '@/components/links/form/customer-fields.client'
import { CreatedWithoutScript, FormFailure, FormFooter } from '@/components/links/form/footer.client'
import type { FormFilling } from '@/components/links/form/form-state'
import { CatalogueNotice, IntegrationsField } from '@/components/links/form/integrations-field.client'
import { TagsFields } from '@/components/links/form/tags-fields.client'
import { type Filling, UndoLine } from '@/components/links/form/undo.client'
import { useLinkForm } from '@/components/links/form/use-link-form'
import { PresetsBelow, PresetsOver } from '@/components/presets/context.client'
import { useChecks } from '@/components/shell/viewer.client'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/integrations/view'
import { emptyLinkForm, pageFieldNames, type PageValues } from '@/lib/links/schema/form'
import type { LiveLinkView } from '@/lib/links/view'

const { Part: Suggestions } = lazyPart(() =>
  import('@/components/links/form/suggestions.client').then((module) => module.Suggestions),
)
const { Part: EmailOffers } = lazyPart(() =>
  import('@/components/links/form/suggestions.client').then((module) => module.EmailOffers),
)
const { Part: FilledPageFields } = lazyPart(
  () => import('@/components/links/form/page-fields.client').then((module) => module.PageFields),
  'How long the link works cannot be shown. Reload the page.',
)
const { Part: Notes } = lazyPart(() =>
  import('@/components/links/form/after-first.client').then((module) => module.Notes),
)
const { Part: ConfirmHosts } = lazyPart(() =>
  import('@/components/links/form/advanced-integration.client').then((module) => module.ConfirmHosts),
)

type LinkFormProps = {
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  round: FormFilling
  onCreated: (created: LiveLinkView) => void
  /** Called when a link will probably be created soon. */
  onIntent: () => void
  onNewLink: () => void
  /** The link that stands beside the form, so that a new one is the next thing. */
  openId: string | null
  /** Changes whenever what is known of a customer's links may have changed. */
  news?: string
  /** `PageFields` with nothing in them, which need no script and come with the page. */
  pageFields: ReactNode
}

/** Everything that a new link needs to know. */
export function LinkForm(props: LinkFormProps) {
  const link = useLinkForm(props)
  return (
    <>
      <PresetsOver {...link.presets} />
      <Fields {...props} link={link} />
      <PresetsBelow read={link.filling.read} />
    </>
  )
}

type FieldsProps = LinkFormProps & { link: ReturnType<typeof useLinkForm> }

function Fields({ link, ...props }: FieldsProps) {
  const { catalogue, catalogueFailure, round, openId, onIntent } = props
  const { state, isPending, isInUse, form, errors, chosen, rest, filling } = link
  const { values, created } = state
  const isNewNext = openId !== null || created !== null
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
      <StartNotes notes={round.initial.notes} isOver={created !== null} />
      <Customer values={values} errors={errors.open} />
      <CatalogueNotice isStale={catalogue?.stale ?? false} failure={catalogueFailure} />
      <Integrations link={link} />
      <div key={rest.number} className="flex flex-col gap-4">
        <CustomerPage plain={props.pageFields} values={rest.values} />
        <div>
          <TagsFields values={rest.values.tags} errors={errors} fixedCount={link.fixedCount} />
          <AdvancedFields chosen={chosen} values={rest.values.advanced} errors={errors} />
        </div>
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
        openId={openId}
        onIntent={onIntent}
        onNewLink={isNewNext ? props.onNewLink : undefined}
      />
      {created && <CreatedWithoutScript created={created} />}
    </form>
  )
}

/** What the customer may connect; what is said of the customer's fields stands right behind them. */
function Integrations({ link }: Pick<FieldsProps, 'link'>) {
  const { form, isInUse, isPending, filling } = link
  return (
    <div className="relative">
      <Suspense>
        {isInUse && <Suggestions form={form} isBusy={isPending} onChoose={link.chooseCustomer} />}
      </Suspense>
      <Suspense>{filling.isFilled && <UndoLine text={filling.text ?? ''} onUndo={filling.undo} />}</Suspense>
      <IntegrationsField
        choices={link.choices}
        chosen={link.chosen}
        offered={link.offered}
        error={link.integrationsError}
        onChange={link.choose}
      />
    </div>
  )
}

type CustomerPageProps = { plain: ReactNode; values: PageValues }

/** What the customer's page is like; where more stands in its fields than at first, they come after the form itself. */
function CustomerPage({ plain, values }: CustomerPageProps) {
  const checks = useChecks()
  if (pageFieldNames.every((name) => values[name] === emptyLinkForm[name])) return plain
  const onTheirWay = (
    <>
      <fieldset disabled className="min-w-0">
        {plain}
      </fieldset>
      {pageFieldNames.map((name) => (
        <input key={name} type="hidden" name={name} value={values[name]} />
      ))}
    </>
  )
  return (
    <Suspense fallback={onTheirWay}>
      <FilledPageFields checks={checks} values={values} />
    </Suspense>
  )
}

/** What of the address that filled the form in could not be used. */
function StartNotes({ notes = [], isOver }: { notes: string[] | undefined; isOver: boolean }) {
  return <Suspense>{notes.length > 0 && !isOver && <Notes notes={notes} />}</Suspense>
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

/** Says what left the form last, and brings it back. What was filled in has that right before the integrations. */
function WayBack({ filling: { text, isFilled, undo: takeBack }, undo }: WayBackProps) {
  return (
    <>
      {text !== null && !isFilled && <UndoLine text={text} onUndo={takeBack} />}
      {text === null && undo && <UndoLine text={undo.text} onUndo={undo.run} />}
      <p aria-live="polite" className="sr-only">
        {text}
      </p>
    </>
  )
}
