import type { MouseEvent, ReactNode } from 'react'

import { optionId } from '@/components/kit/field.client'

type Option = {
  key: string
  isSelected: boolean
  content: ReactNode
  onPick: () => void
}

type OptionsProps = {
  id: string
  /** Its name, by one of the two. */
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-multiselectable'?: boolean
  options: Option[]
  /** The place of the option that Enter takes; -1 for none. */
  active: number
  className?: string
  optionClass: string
}

const bringIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

/** The list of a combobox. Its field keeps the focus and moves `active`. */
export function Options({ options, active, className = '', optionClass, ...rest }: OptionsProps) {
  const list = {
    ...rest,
    role: 'listbox',
    // The field keeps the focus, also when the list is scrolled by its bar.
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
  }
  // The keyboard's way to an option is the field.
  const props = ({ isSelected, onPick }: Option, index: number) => ({
    id: optionId(rest.id, index),
    role: 'option',
    'aria-selected': isSelected,
    onClick: onPick,
  })
  return (
    <ul {...list} hidden={options.length === 0} className={`p-1 ${className}`}>
      {options.map((option, index) => (
        <li
          key={option.key}
          {...props(option, index)}
          ref={index === active ? bringIntoView : undefined}
          className={`flex cursor-pointer rounded-md px-2 hover:bg-sunken ${optionClass} ${index === active ? 'bg-accent-soft' : ''}`}
        >
          {option.content}
        </li>
      ))}
    </ul>
  )
}
