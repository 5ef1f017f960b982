import { useEffect, useState } from 'react'

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
