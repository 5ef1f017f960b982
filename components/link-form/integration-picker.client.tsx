'use client'

import { useState } from 'react'

import { IntegrationChip } from '@/components/link-form/integration-chip.client'
import { IntegrationOptions } from '@/components/link-form/integration-options.client'
import type { Choice } from '@/components/link-form/to-choices'
import { useIntegrationSearch } from '@/components/link-form/use-integration-search'
import type { Wiring } from '@/components/ui/field'

type IntegrationPickerProps = {
  wiring: Wiring
  choices: Choice[]
  chosen: Choice[]
  onChange: (chosen: Choice[]) => void
}

/** Search, choose several, and take them away again; by mouse, keyboard or screen reader. */
export function IntegrationPicker({ wiring, choices, chosen, onChange }: IntegrationPickerProps) {
  const [news, setNews] = useState('')
  const toggle = (choice: Choice) => {
    const rest = chosen.filter(({ key }) => key !== choice.key)
    const isNew = rest.length === chosen.length
    onChange(isNew ? [...chosen, choice] : rest)
    setNews(`${choice.label} ${isNew ? 'added' : 'removed'}.`)
  }
  const ids = { inputId: wiring.id, labelId: wiring.labelId }
  const { combobox, options, hiddenCount, removeLast } = useIntegrationSearch({
    choices,
    chosen,
    ids,
    onToggle: toggle,
  })
  const { ref, ...inputProps } = combobox.getInputProps({ onKeyDown: removeLast })
  const remove = (choice: Choice) => {
    toggle(choice)
    document.getElementById(wiring.id)?.focus()
  }
  return (
    <div className="relative noscript:hidden">
      <div
        className={`flex flex-wrap gap-1 rounded-lg border bg-surface p-[3px] ${wiring.isInvalid ? 'border-status-failed' : 'border-control-line'}`}
      >
        {chosen.map((choice) => (
          <IntegrationChip key={choice.key} choice={choice} onRemove={() => remove(choice)} />
        ))}
        <input
          {...inputProps}
          ref={ref}
          aria-required="true"
          aria-invalid={wiring.isInvalid || undefined}
          aria-describedby={wiring.describedBy}
          placeholder={chosen.length === 0 ? 'Search integrations' : ''}
          spellCheck={false}
          className="h-[calc(var(--control)-8px)] min-w-28 flex-1 rounded-md bg-transparent px-2 text-base pointer-coarse:text-lg"
        />
      </div>
      <IntegrationOptions combobox={combobox} options={options} chosen={chosen} hiddenCount={hiddenCount} />
      <p aria-live="polite" className="sr-only">
        {news}
      </p>
    </div>
  )
}
