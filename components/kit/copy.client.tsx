'use client'

import { useEffect, useState } from 'react'

import { Icon } from '@/components/kit/icon.client'

export type CopyOutcome = { state: 'idle' | 'copied' | 'refused' }

/** Copies a text. `copied` lasts two seconds; `refused` stays, and the person has to copy by hand. */
export function useCopy(text: string, onCopied: () => void, onRefused: () => void) {
  const [outcome, setOutcome] = useState<CopyOutcome>({ state: 'idle' })
  useEffect(() => {
    if (outcome.state !== 'copied') return undefined
    const timer = setTimeout(() => setOutcome({ state: 'idle' }), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      // Where the page came over plain http, there is no clipboard at all.
      await navigator.clipboard.writeText(text)
    } catch {
      setOutcome({ state: 'refused' })
      onRefused()
      return
    }
    setOutcome({ state: 'copied' })
    onCopied()
  }
  return { outcome, copy }
}

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
