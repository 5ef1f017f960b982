type Place = { list: HTMLElement; input: HTMLInputElement; close: () => void }

/** The arrow keys between a field and its list of suggestions, and Escape. Other keys do as they always do. */
export const moveInSuggestions = (event: KeyboardEvent, { list, input, close }: Place) => {
  const items = [...list.querySelectorAll('button')]
  const place = items.findIndex((item) => item === document.activeElement)
  const isInList = place >= 0
  const moves: Record<string, (() => void) | false> = {
    ArrowDown: () => items[place + 1]?.focus(),
    ArrowUp: isInList && (() => (items[place - 1] ?? input).focus()),
    Escape: () => {
      input.focus()
      close()
    },
  }
  // From the field, the browser's own step leads to the one beside it.
  if (event.key === 'Tab' && isInList) input.focus()
  const move = moves[event.key]
  if (!move || event.isComposing) return
  event.preventDefault()
  move()
}
