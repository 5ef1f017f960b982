'use client'

import type { Choice } from '@/components/integrations/choices'
import { IntegrationLogo } from '@/components/integrations/logo.client'
import { Options } from '@/components/kit/combobox.client'
import { Icon } from '@/components/kit/icon.client'

type IntegrationOptionsProps = {
  id: string
  labelId: string
  options: Choice[]
  chosen: Choice[]
  /** The place of the option that Enter takes; -1 for none. */
  active: number
  hiddenCount: number
  onPick: (choice: Choice) => void
}

/** The list under the search field. */
export function IntegrationOptions(props: IntegrationOptionsProps) {
  const { id, labelId, options, chosen, active, hiddenCount, onPick } = props
  const toOption = (choice: Choice) => {
    const isSelected = chosen.some(({ key }) => key === choice.key)
    return {
      key: choice.key,
      isSelected,
      onPick: () => onPick(choice),
      content: (
        <>
          <IntegrationLogo provider={choice.provider} name={choice.label} />
          <span className="flex-1 truncate">{choice.label}</span>
          {isSelected && <Icon name="check" className="size-4 text-accent" />}
        </>
      ),
    }
  }
  return (
    <div className="absolute inset-x-0 top-full z-10 mt-1 rounded-lg border border-hairline bg-surface shadow-lg">
      <Options
        id={id}
        aria-labelledby={labelId}
        aria-multiselectable
        options={options.map(toOption)}
        active={active}
        className="max-h-72 overflow-y-auto"
        optionClass="h-control items-center gap-2.5"
      />
      {options.length === 0 && <p className="px-3 py-2 text-muted">No integration matches.</p>}
      {hiddenCount > 0 && (
        <p className="border-t border-hairline px-3 py-2 text-sm text-muted">
          {hiddenCount} more. Keep typing to narrow the list down.
        </p>
      )}
    </div>
  )
}
