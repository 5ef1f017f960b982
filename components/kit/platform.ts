import { useSyncExternalStore } from 'react'

/** Whether this browser's keyboard has Command where others have Ctrl; false on the server. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
}

/** Whether keys that are pressed at a target are typed into it. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'))
  )
}

const subscribe = () => () => {}

/** False on the server and while hydrating, so that what depends on the viewer's zone or browser comes after. */
export function useHydrated() {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}
