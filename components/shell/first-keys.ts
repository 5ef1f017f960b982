import { isField, isMac } from '@/components/kit/platform'
import type { FirstKey } from '@/components/shell/keys'

const isPlain = ({ altKey, ctrlKey, metaKey }: KeyboardEvent) => !altKey && !ctrlKey && !metaKey

const mayBeOurs = ({ key, ctrlKey, metaKey, target }: KeyboardEvent) =>
  !document.querySelector('dialog[open]') &&
  (ctrlKey || metaKey ? key === 'k' && metaKey === isMac() : key.length === 1 && !isField(target))

/**
 * Tells of the last key that may be one of ours, until what listens to them all is there: `load` fetches that, and where it
 * fails nothing is listened to any more. What is typed within three seconds of a key that leads to a field is kept for that,
 * with an Enter, which would press a button behind it. Other keys that write nothing end this. Returns what ends all.
 */
export function hearFirst(load: () => Promise<unknown>, onFirst: (first: FirstKey) => void): () => void {
  const listening = new AbortController()
  const { signal } = listening
  const stop = () => listening.abort()
  let held: KeyboardEvent[] = []
  const letGo = () => void held.splice(0)
  const listen = (event: KeyboardEvent) => {
    load().catch(stop)
    const { key, timeStamp } = event
    if (key === 'Shift') return
    const isText = isPlain(event) && /^(.|Backspace|Enter)$/u.test(key)
    if (held[0] && isText && timeStamp - held[0].timeStamp < 3000) {
      event.preventDefault()
      event.stopPropagation()
      held.push(event)
      return
    }
    letGo()
    if (!mayBeOurs(event)) return
    const events = [event]
    // The browser's own search would be open before anything else is loaded.
    if (isText ? /[/n]/.test(key) : !event.altKey) {
      event.preventDefault()
      held = events
    }
    onFirst({ events, listening })
  }
  document.addEventListener('keydown', listen, { signal, capture: true })
  document.addEventListener('pointerdown', letGo, { signal })
  return stop
}
