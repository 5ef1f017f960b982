import { type ReactNode, useEffect, useState } from 'react'

const shownMs = 6_000

/** News of something small at the foot of the window, for a few seconds; nothing on the page moves for it. */
export function PassingNote({ children }: { children: ReactNode }) {
  return (
    <output className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center text-left font-sans text-base whitespace-normal">
      {children && <Passing>{children}</Passing>}
    </output>
  )
}

function Passing({ children }: { children: ReactNode }) {
  const [passed, setPassed] = useState<ReactNode>(null)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(children), shownMs)
    return () => clearTimeout(timer)
  }, [children])
  if (passed === children) return null
  return (
    <span className="rounded-lg border border-transparent bg-ink px-3 py-2 text-canvas shadow-lg">
      {children}
    </span>
  )
}
