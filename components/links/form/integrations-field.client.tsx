'use client'

import { type RefObject, Suspense, useState } from 'react'

import type { Choice } from '@/components/integrations/choices'
import { IntegrationLogo } from '@/components/integrations/logo.client'
import { Button } from '@/components/kit/button.client'
import { Field, notOnesOwn, optionId, type Wiring } from '@/components/kit/field.client'
import { FirstIcon } from '@/components/kit/first-icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { Notice } from '@/components/kit/notice.client'
import { useHydrated } from '@/components/kit/platform'
import { useIntegrationSearch } from '@/components/links/form/integration-search.client'
import type { FailureView } from '@/lib/core/failure'
import { listText } from '@/lib/core/sentence'

/** The list comes with the first use of the search, which works without it. */
const { Part: IntegrationOptions } = lazyPart(
  () =>
    import('@/components/links/form/integration-options.client').then((module) => module.IntegrationOptions),
  'The list cannot be shown. Reload the page.',
)

/** The search field of a form, which is no control of it. */
export function findIntegrationSearch(form: HTMLElement | null) {
  return form?.querySelector<HTMLInputElement>('[data-integration-search]') ?? null
}

/** Text that stands in the search for integrations while nothing was chosen by it: a link must not be created past it. */
export function useUnchosenText(form: RefObject<HTMLFormElement | null>) {
  const [text, setText] = useState('')
  return {
    message: text === '' ? undefined : `“${text}” is not chosen yet. Choose from the list, or empty the box.`,
    forget: () => setText(''),
    /** Checks, and moves the focus there when there is some. */
    isAny: () => {
      const box = findIntegrationSearch(form.current)
      const left = box?.value.trim() ?? ''
      setText(left)
      if (left !== '') box?.focus()
      return left !== ''
    },
  }
}

type CatalogueNoticeProps = { isStale: boolean; failure: FailureView | null }

/** Says when the list of integrations is old or missing. */
export function CatalogueNotice({ isStale, failure }: CatalogueNoticeProps) {
  if (failure) return <Notice tone="failure">{failure.message}</Notice>
  if (!isStale) return null
  return <Notice tone="warning">Nango could not be asked just now; this list may be out of date.</Notice>
}

type IntegrationChipProps = { choice: Choice; onRemove: () => void }

/** A chosen integration, its hidden input, and the way to take it back. */
function IntegrationChip({ choice, onRemove }: IntegrationChipProps) {
  // Without JavaScript the native list beside it speaks for the choice, and this must not add to it.
  const isHydrated = useHydrated()
  return (
    <span className="inline-flex h-[calc(var(--control)-8px)] max-w-full items-center gap-1.5 rounded-md bg-sunken pl-1.5 text-sm font-medium">
      {isHydrated && <input type="hidden" name="integrations" value={choice.key} />}
      <IntegrationLogo provider={choice.provider} name={choice.label} className="size-4" />
      <span className="truncate">{choice.label}</span>
      <button
        type="button"
        aria-label={`Remove ${choice.label}`}
        onClick={onRemove}
        className="flex h-full w-7 items-center justify-center rounded-md text-muted hover:text-ink"
      >
        <FirstIcon name="x" className="size-3.5" />
      </button>
    </span>
  )
}

type ChipsProps = { chosen: Choice[]; onRemove: (choice: Choice) => void }

function Chips({ chosen, onRemove }: ChipsProps) {
  return chosen.map((choice) => (
    <IntegrationChip key={choice.key} choice={choice} onRemove={() => onRemove(choice)} />
  ))
}

type IntegrationPickerProps = {
  wiring: Wiring
  choices: Choice[]
  chosen: Choice[]
  /** What the customer was to connect last time, while nothing is chosen. */
  offered: Choice[]
  onChange: (chosen: Choice[]) => void
}

const countText = (count: number) => {
  if (count === 0) return 'No integration matches.'
  return count === 1 ? '1 integration matches.' : `${count} integrations match.`
}

const namesOf = (choices: Choice[]) => listText(choices.map(({ label }) => label))

const placeholderFor = (chosen: Choice[], offered: Choice[]) => {
  if (chosen.length > 0) return ''
  return offered.length > 0 ? 'Search' : 'Search integrations'
}

/** Behind the search, where it moves nothing. */
function OfferButton({ text, onTake }: { text: string; onTake: () => void }) {
  return (
    <Button
      variant="link"
      title={text}
      onClick={onTake}
      className="h-[calc(var(--control)-8px)]! max-w-3/5 shrink! rounded-md! px-2! text-sm"
    >
      <kbd aria-hidden="true" className="font-sans pointer-coarse:hidden">
        ↵
      </kbd>
      <span className="truncate">{text}</span>
    </Button>
  )
}

/** Search, choose several, and take them away again; by mouse, keyboard or screen reader. */
function IntegrationPicker({ wiring, choices, chosen, offered, onChange }: IntegrationPickerProps) {
  const [news, setNews] = useState('')
  const isChosen = (choice: Choice) => chosen.some(({ key }) => key === choice.key)
  const add = (choice: Choice) => {
    if (!isChosen(choice)) onChange([...chosen, choice])
    setNews(`${choice.label} ${isChosen(choice) ? 'is chosen already' : 'added'}.`)
  }
  const remove = (choice: Choice) => {
    onChange(chosen.filter(({ key }) => key !== choice.key))
    setNews(`${choice.label} removed.`)
  }
  const takeOffer = () => {
    if (offered.length === 0) return false
    onChange(offered)
    setNews(`${namesOf(offered)} added.`)
    document.getElementById(wiring.id)?.focus()
    return true
  }
  const search = useIntegrationSearch({
    choices,
    chosen,
    onChoose: add,
    onRemove: remove,
    onTakeOffer: takeOffer,
  })
  const { isOpen, isSearching, options, active, hiddenCount } = search
  const listId = `${wiring.id}-list`
  const offer = offered.length > 0 && `${namesOf(offered)}, as last time`
  return (
    <div className="relative noscript:hidden">
      <div
        className={`flex flex-wrap gap-1 rounded-lg border bg-surface p-[3px] outline-offset-2 outline-accent has-[input:focus-visible]:outline-2 ${wiring.isInvalid ? 'border-status-failed' : 'border-control-line'}`}
      >
        <Chips
          chosen={chosen}
          onRemove={(choice) => {
            remove(choice)
            document.getElementById(wiring.id)?.focus()
          }}
        />
        <input
          {...search.inputProps}
          id={wiring.id}
          // Of no form: Enter does not send one before this page's code runs, and the search is no field of it.
          form=""
          data-integration-search
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={optionId(listId, active)}
          aria-required="true"
          aria-invalid={wiring.isInvalid || undefined}
          aria-describedby={wiring.describedBy}
          placeholder={placeholderFor(chosen, offered)}
          {...notOnesOwn}
          className="h-[calc(var(--control)-8px)] min-w-28 flex-1 rounded-md bg-transparent px-2 text-base outline-none pointer-coarse:text-lg"
        />
        {offer && <OfferButton text={offer} onTake={takeOffer} />}
      </div>
      <Suspense>
        {isOpen && (
          <IntegrationOptions
            id={listId}
            labelId={wiring.labelId}
            options={options}
            chosen={chosen}
            active={active}
            hiddenCount={hiddenCount}
            onPick={(choice) => (isChosen(choice) ? remove(choice) : search.choose(choice))}
          />
        )}
      </Suspense>
      <p aria-live="polite" className="sr-only">
        {isSearching
          ? countText(options.length + hiddenCount)
          : (offer && `Press Enter for ${offer}.`) || news}
      </p>
    </div>
  )
}

type IntegrationsFieldProps = {
  choices: Choice[]
  chosen: Choice[]
  offered: Choice[]
  error: string | undefined
  onChange: (chosen: Choice[]) => void
}

/** What the customer may connect; a native list where there is no JavaScript. */
export function IntegrationsField({ error, ...picking }: IntegrationsFieldProps) {
  const { choices, chosen } = picking
  return (
    <Field label="Integrations" error={error} isRequired>
      {(wiring) => (
        <>
          <IntegrationPicker wiring={wiring} {...picking} />
          <noscript>
            {typeof window === 'undefined' && <NativeChoice choices={choices} chosen={chosen} />}
          </noscript>
        </>
      )}
    </Field>
  )
}

function NativeChoice({ choices, chosen }: Pick<IntegrationsFieldProps, 'choices' | 'chosen'>) {
  return (
    <select
      multiple
      name="integrations"
      aria-label="Integrations"
      defaultValue={chosen.map(({ key }) => key)}
      className="w-full rounded-lg border border-control-line bg-surface p-1 text-base"
    >
      {choices.map(({ key, label }) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
  )
}
