import { type RefObject, useEffect, useRef } from 'react'

type Place = RefObject<HTMLElement | null>

/** Moves focus and view to an element when it `isWanted`, or is `ifFree` and nothing else has the focus. The browser alone would not scroll to the top of one taller than the screen. */
export function useBringIntoView(element: Place, isWanted: boolean | 'ifFree') {
  useEffect(() => {
    if (!isWanted || !element.current) return
    if (isWanted === 'ifFree' && document.activeElement !== document.body) return
    element.current.focus({ preventScroll: true })
    const margin = Number.parseFloat(getComputedStyle(element.current).scrollMarginTop)
    const isAbove = element.current.getBoundingClientRect().top < margin
    element.current.scrollIntoView({ block: isAbove ? 'start' : 'nearest' })
  }, [element, isWanted])
}

/**
 * Gives the region the focus when what had it, in the card or in a dialog of the card, is no more there: the body would take it,
 * and a keyboard or a screen reader would begin at the top of the page.
 */
export function useKeepFocus(holder: Place, region: Place) {
  const wasHere = useRef(false)
  useEffect(() => {
    // Of the card of a link that was renewed this one took the place, and the focus.
    if (holder.current?.contains(document.activeElement)) wasHere.current = true
    const listening = new AbortController()
    const turn = ({ target }: Event) => {
      wasHere.current = target instanceof Node && holder.current?.contains(target) === true
    }
    for (const type of ['focusin', 'pointerdown'])
      document.addEventListener(type, turn, { signal: listening.signal })
    return () => listening.abort()
  }, [holder])
  useEffect(() => {
    const check = () => {
      const { activeElement } = document
      const isLost = !activeElement || activeElement === document.body || !activeElement.checkVisibility()
      if (wasHere.current && isLost) region.current?.focus({ preventScroll: true })
    }
    check()
    // What a closed dialog gives the focus to, the browser may find out with the next frame only.
    const frame = requestAnimationFrame(check)
    return () => cancelAnimationFrame(frame)
  })
}
