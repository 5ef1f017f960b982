'use client'

import { useState } from 'react'

import { IntegrationChip } from '@/components/link-form/integration-chip.client'
import { IntegrationOptions, optionId } from '@/components/link-form/integration-options.client'
import type { Choice } from '@/components/link-form/to-choices'
import { useIntegrationSearch } from '@/components/link-form/use-integration-search'
import type { Wiring } from '@/components/ui/field'

type IntegrationPickerProps = {
  wiring: Wiring
  choices: Choice[]
  chosen: Choice[]
  onChange: (chosen: Choice[]) => void
}

const countText = (count: number) => {
  if (count === 0) return 'No integration matches.'
  return count === 1 ? '1 integration matches.' : `${count} integrations match.`
}

/** Search, choose several, and take them away again; by mouse, keyboard or screen reader. */
export function IntegrationPicker({ wiring, choices, chosen, onChange }: IntegrationPickerProps) {
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
  const search = useIntegrationSearch({ choices, chosen, onChoose: add, onRemove: remove })
  const { text, isOpen, options, active, hiddenCount } = search
  const listId = `${wiring.id}-list`
  return (
    <div className="relative noscript:hidden">
      <div
        className={`flex flex-wrap gap-1 rounded-lg border bg-surface p-[3px] outline-offset-2 outline-accent has-[input:focus-visible]:outline-2 ${wiring.isInvalid ? 'border-status-failed' : 'border-control-line'}`}
      >
        {chosen.map((choice) => (
          <IntegrationChip
            key={choice.key}
            choice={choice}
            onRemove={() => {
              remove(choice)
              document.getElementById(wiring.id)?.focus()
            }}
          />
        ))}
        <input
          {...search.inputProps}
          id={wiring.id}
          // Of no form: Enter does not send one before this page's code runs, and the search is no field of it.
          form=""
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-activedescendant={active >= 0 ? optionId(listId, active) : undefined}
          aria-required="true"
          aria-invalid={wiring.isInvalid || undefined}
          aria-describedby={wiring.describedBy}
          placeholder={chosen.length === 0 ? 'Search integrations' : ''}
          autoComplete="off"
          spellCheck={false}
          className="h-[calc(var(--control)-8px)] min-w-28 flex-1 rounded-md bg-transparent px-2 text-base outline-none pointer-coarse:text-lg"
        />
      </div>
      <IntegrationOptions
        id={listId}
        labelId={wiring.labelId}
        isOpen={isOpen}
        options={options}
        chosen={chosen}
        active={active}
        hiddenCount={hiddenCount}
        onPick={(choice) => (isChosen(choice) ? remove(choice) : search.choose(choice))}
      />
      <p aria-live="polite" className="sr-only">
        {isOpen && text.trim() ? countText(options.length + hiddenCount) : news}
      </p>
    </div>
  )
}
