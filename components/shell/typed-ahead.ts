import type { FirstKey } from '@/components/shell/keys'

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

/**
 * Writes what was kept after a key that leads to a field into the field that has the focus next. Whoever goes on to anything
 * else ends this, as do three seconds, and with it the keeping. Returns what ends it at once.
 */
export function giveTyped({ events, listening }: FirstKey): () => void {
  const { signal } = listening
  const stop = () => listening.abort()
  const give = ({ target }: Event) => {
    stop()
    const text = typedText(events.slice(1))
    const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    // Some kinds of input have no place where text could be set.
    if (text === '' || !isText || target.selectionStart === null) return
    target.setRangeText(text, target.selectionStart, target.selectionEnd ?? 0, 'end')
    target.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const hold = () => {
    if (events.length === 0 || events.at(-1)?.key === 'Enter') stop()
  }
  document.addEventListener('keydown', hold, { signal, capture: true })
  document.addEventListener('pointerdown', stop, { signal })
  document.addEventListener('focusin', give, { signal })
  setTimeout(stop, 3000)
  return stop
}
