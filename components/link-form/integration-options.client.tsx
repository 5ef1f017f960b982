'use client'

import type { UseComboboxReturnValue } from 'downshift'

import type { Choice } from '@/components/link-form/to-choices'
import { Icon } from '@/components/ui/icon.client'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'

type IntegrationOptionsProps = {
  combobox: UseComboboxReturnValue<Choice>
  options: Choice[]
  chosen: Choice[]
  hiddenCount: number
}

/** The list under the search field. */
export function IntegrationOptions({ combobox, options, chosen, hiddenCount }: IntegrationOptionsProps) {
  const { isOpen, highlightedIndex, getMenuProps, getItemProps } = combobox
  const { ref, ...menuProps } = getMenuProps({ 'aria-multiselectable': true })
  return (
    <div
      hidden={!isOpen}
      className="absolute inset-x-0 top-full z-10 mt-1 rounded-lg border border-hairline bg-surface shadow-lg"
    >
      <ul {...menuProps} ref={ref} hidden={options.length === 0} className="max-h-72 overflow-y-auto p-1">
        {isOpen &&
          options.map((choice, index) => {
            const isChosen = chosen.some(({ key }) => key === choice.key)
            const { ref: itemRef, ...itemProps } = getItemProps({
              item: choice,
              index,
              'aria-selected': isChosen,
            })
            return (
              <li
                key={choice.key}
                {...itemProps}
                ref={itemRef}
                className={`flex h-control cursor-pointer items-center gap-2.5 rounded-md px-2 ${index === highlightedIndex ? 'bg-sunken' : ''}`}
              >
                <IntegrationLogo provider={choice.provider} name={choice.label} />
                <span className="flex-1 truncate">{choice.label}</span>
                {isChosen && <Icon name="check" className="size-4 text-accent" />}
              </li>
            )
          })}
      </ul>
      {options.length === 0 && <p className="px-3 py-2 text-muted">No integration matches.</p>}
      {hiddenCount > 0 && (
        <p className="border-t border-hairline px-3 py-2 text-sm text-muted">
          {hiddenCount} more. Keep typing to narrow the list down.
        </p>
      )}
    </div>
  )
}
