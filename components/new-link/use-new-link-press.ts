import { useEffect, useEffectEvent } from 'react'

import { routes } from '@/lib/core/routes'

type Presses = {
  /** The key N, by itself, while nothing is typed anywhere. */
  onKey: () => void
  /** An entry that leads to this very page; the address changes by itself. */
  onEntry: () => void
}

const hasModifier = (event: KeyboardEvent | MouseEvent) =>
  event.ctrlKey || event.metaKey || event.altKey || event.shiftKey

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'))

/** Hears of the ways to a new link that are not in the form: the key N, and "New link" in the navigation. */
export const useNewLinkPress = ({ onKey, onEntry }: Presses) => {
  const pressKey = useEffectEvent(onKey)
  const pressEntry = useEffectEvent(onEntry)
  useEffect(() => {
    const listening = new AbortController()
    const onKeyDown = (event: KeyboardEvent) => {
      const isN = event.key.toLowerCase() === 'n' && !hasModifier(event) && !event.repeat
      if (!isN || event.isComposing || isTyping(event.target) || document.querySelector('dialog[open]'))
        return
      event.preventDefault()
      pressKey()
    }
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a')
      if (!link || hasModifier(event) || link.target !== '' || link.getAttribute('href') !== routes.newLink())
        return
      pressEntry()
    }
    document.addEventListener('keydown', onKeyDown, listening)
    // Before the link itself, which leaves the event as used up.
    document.addEventListener('click', onClick, { signal: listening.signal, capture: true })
    return () => listening.abort()
  }, [])
}
