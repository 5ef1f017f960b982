'use client'

import { type ReactNode, useEffect, useRef } from 'react'

const focusable = 'a[href], button, input, select, textarea'

/**
 * Gives the focus to what comes next, or else to what came before, when what had it in here is no more there: the body would
 * take it, and a keyboard or a screen reader would begin at the top of the page.
 */
export function KeepFocus({ children }: { children: ReactNode }) {
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = holder.current
    if (!element) return undefined
    let last: Element | null = null
    let others: HTMLElement[] = []
    const remember = ({ target }: Event) => {
      const all = [...element.querySelectorAll<HTMLElement>(focusable)]
      const place = all.findIndex((one) => one === target)
      last = all[place] ?? null
      others = [...all.slice(place + 1), ...all.slice(0, Math.max(0, place)).toReversed()]
    }
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return
      others.find((one) => one.isConnected && one.checkVisibility())?.focus()
    })
    observer.observe(element, { childList: true, subtree: true })
    const listening = new AbortController()
    for (const type of ['focusin', 'pointerdown'])
      document.addEventListener(type, remember, { signal: listening.signal })
    return () => {
      observer.disconnect()
      listening.abort()
    }
  }, [])
  return (
    <div ref={holder} className="contents">
      {children}
    </div>
  )
}
