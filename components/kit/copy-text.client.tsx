'use client'

import { useState } from 'react'

import { Icon } from '@/components/kit/icon.client'

/** A small button that copies a text that is no secret. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => void copy()}
      onBlur={() => setIsCopied(false)}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-sunken pointer-coarse:size-control"
    >
      <Icon name={isCopied ? 'check' : 'copy'} className="size-3.5" />
      <span aria-live="polite" className="sr-only">
        {isCopied && 'Copied.'}
      </span>
    </button>
  )
}
