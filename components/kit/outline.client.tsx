'use client'

/** Apart from the other icons: a page that has no more than a notice loads none of them. */
export const alertPath = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 8v4M12 16h.01'

type OutlineProps = { path: string; className?: string | undefined }

// Of the browser, though it does nothing there: inside an `svg` that the server streams, React hides what comes late by an
// inline style, which our policy forbids.

/** A drawing of 24 by 24 that stands beside a word. */
export function Outline({ path, className = 'size-4' }: OutlineProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      <path d={path} />
    </svg>
  )
}

export function AlertIcon({ className }: { className?: string }) {
  return <Outline path={alertPath} className={className} />
}
