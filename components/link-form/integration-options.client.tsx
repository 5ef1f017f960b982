'use client'

import type { MouseEvent } from 'react'

import type { Choice } from '@/components/link-form/to-choices'
import { Icon } from '@/components/ui/icon.client'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'

type IntegrationOptionsProps = {
  id: string
  labelId: string
  isOpen: boolean
  options: Choice[]
  chosen: Choice[]
  /** The place of the option that Enter takes; -1 for none. */
  active: number
  hiddenCount: number
  onPick: (choice: Choice) => void
}

/** The id of an option, for `aria-activedescendant`. */
export const optionId = (listId: string, index: number) => `${listId}-${index}`

const bringIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

/** The list under the search field. */
export function IntegrationOptions(props: IntegrationOptionsProps) {
  const { id, labelId, isOpen, options, chosen, active, hiddenCount, onPick } = props
  const list = {
    id,
    role: 'listbox',
    'aria-labelledby': labelId,
    'aria-multiselectable': true,
    // The search field keeps the focus, also when the list is scrolled by its bar.
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
  }
  // The keyboard's way to an option is the search field.
  const option = (choice: Choice, index: number, isChosen: boolean) => ({
    id: optionId(id, index),
    role: 'option',
    'aria-selected': isChosen,
    onClick: () => onPick(choice),
  })
  return (
    <div
      hidden={!isOpen}
      className="absolute inset-x-0 top-full z-10 mt-1 rounded-lg border border-hairline bg-surface shadow-lg"
    >
      <ul {...list} hidden={options.length === 0} className="max-h-72 overflow-y-auto p-1">
        {isOpen &&
          options.map((choice, index) => {
            const isChosen = chosen.some(({ key }) => key === choice.key)
            return (
              <li
                key={choice.key}
                {...option(choice, index, isChosen)}
                ref={index === active ? bringIntoView : undefined}
                className={`flex h-control cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-sunken ${index === active ? 'bg-accent-soft' : ''}`}
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
