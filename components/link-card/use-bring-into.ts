import { type RefObject, useEffect } from 'react'

/** Moves focus and view to an element when it `isWanted`. The browser alone would not scroll to the top of one taller than the screen. */
export const useBringInto = (element: RefObject<HTMLElement | null>, isWanted: boolean) =>
  useEffect(() => {
    if (!isWanted || !element.current) return
    element.current.focus({ preventScroll: true })
    const margin = Number.parseFloat(getComputedStyle(element.current).scrollMarginTop)
    const isAbove = element.current.getBoundingClientRect().top < margin
    element.current.scrollIntoView({ block: isAbove ? 'start' : 'nearest' })
  }, [element, isWanted])
