import { useCombobox } from 'downshift'
import { type KeyboardEvent, useState } from 'react'

import type { Choice } from '@/components/link-form/to-choices'

/** More than this nobody reads; typing narrows the list. */
const shownLimit = 50

const matching = (choices: Choice[], text: string) => {
  const wanted = text.trim().toLowerCase()
  return choices.filter(({ key, label }) => `${label} ${key}`.toLowerCase().includes(wanted))
}

type Search = {
  choices: Choice[]
  chosen: Choice[]
  ids: { inputId: string; labelId: string }
  onToggle: (choice: Choice) => void
}

/** A combobox for several. It closes at each choice, or it would lie over the fields below; typing opens it again. */
export const useIntegrationSearch = ({ choices, chosen, ids, onToggle }: Search) => {
  // A follower of the text that downshift holds: as its owner, it would lose letters typed fast.
  const [text, setText] = useState('')
  const found = matching(choices, text)
  const options = found.slice(0, shownLimit)
  const combobox = useCombobox({
    ...ids,
    items: options,
    itemToString: (choice) => choice?.label ?? '',
    selectedItem: null,
    defaultHighlightedIndex: 0,
    stateReducer: (_, { type, changes }) => {
      const { InputKeyDownEnter, ItemClick, InputBlur } = useCombobox.stateChangeTypes
      if (type === InputKeyDownEnter || type === ItemClick)
        return { ...changes, isOpen: false, inputValue: '' }
      return type === InputBlur ? { ...changes, inputValue: '', selectedItem: null } : changes
    },
    onInputValueChange: ({ inputValue }) => setText(inputValue),
    onStateChange: ({ selectedItem }) => {
      if (selectedItem) onToggle(selectedItem)
    },
  })
  const removeLast = (event: KeyboardEvent) => {
    const last = chosen.at(-1)
    if (event.key === 'Backspace' && text === '' && last) onToggle(last)
  }
  return { combobox, options, hiddenCount: found.length - options.length, removeLast }
}
