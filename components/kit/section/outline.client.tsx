'use client'

type OutlineProps = { path: string; className?: string | undefined }

// Of the browser, though it does nothing there: inside an `svg` that the server streams, React hides what comes late by an
// inline style, which our policy forbids.

/** A drawing of 24 by 24 that stands beside a word. */
export function Outline({ path, className = 'size-4' }: OutlineProps) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={`outline-drawing ${className}`}>
      <path d={path} />
    </svg>
  )
}
