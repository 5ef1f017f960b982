import { type RefObject, useEffect, useEffectEvent } from 'react'

/** Closes what unfolded inside `holder` on Esc, and when the person turns to something else. */
export function useDismiss(
  holder: RefObject<HTMLElement | null>,
  isOpen: boolean,
  close: (givesFocusBack: boolean) => void,
) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') close(true)
  })
  const onTurn = useEffectEvent((event: Event) => {
    if (event.target instanceof Node && !holder.current?.contains(event.target)) close(false)
  })
  useEffect(() => {
    if (!isOpen) return undefined
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('keydown', (event) => onKey(event), { signal })
    document.addEventListener('pointerdown', (event) => onTurn(event), { signal })
    document.addEventListener('focusin', (event) => onTurn(event), { signal })
    return () => listening.abort()
  }, [isOpen])
}
