type Pressed = Pick<KeyboardEvent, 'key'>

/** The text that some keys write, one after the other, into a field that nobody was in yet. */
export function typedText(pressed: Pressed[]): string {
  const signs: string[] = []
  for (const { key } of pressed) {
    if (key === 'Backspace') signs.pop()
    // The others have names, and a sign beyond the first 65,536 is two units long.
    else if (/^.$/u.test(key)) signs.push(key)
  }
  return signs.join('')
}

/** Whether a key is for whatever has the focus, and none of the browser's own. */
const isTyped = ({ key, ctrlKey, metaKey }: KeyboardEvent) => !ctrlKey && !metaKey && !/^F\d/.test(key)

/**
 * Writes what is typed after a key that leads to a field into the field that has the focus next: `typed`, and whatever
 * comes until then. Whoever presses Escape or on something else has gone on. Returns what ends this at once.
 */
export function giveTyped(typed: KeyboardEvent[]): () => void {
  const holding = new AbortController()
  const { signal } = holding
  const stop = () => holding.abort()
  const hold = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return stop()
    if (!isTyped(event)) return
    event.preventDefault()
    event.stopPropagation()
    typed.push(event)
  }
  const give = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return
    stop()
    const text = typedText(typed)
    if (text === '') return
    target.setRangeText(text, target.selectionStart ?? 0, target.selectionEnd ?? 0, 'end')
    target.dispatchEvent(new Event('input', { bubbles: true }))
  }
  document.addEventListener('keydown', hold, { signal, capture: true })
  document.addEventListener('pointerdown', stop, { signal })
  document.addEventListener('focusin', give, { signal })
  return stop
}
