import { useEffect, useRef, useState } from 'react'

import { type CopyOutcome, useCopy } from '@/components/link-card/use-copy'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'
import { maskConnectUrl } from '@/lib/core/connect-url'
import type { HandOver } from '@/lib/core/hand-over'

const look = 'h-control min-w-0 flex-1 rounded-lg bg-sunken px-3 font-mono text-sm'

type LinkTextProps = { url: string; onHandOver: (how: HandOver) => void }

/** The link, masked until somebody wants to see it, and the way to copy it. */
export function LinkText({ url, onHandOver }: LinkTextProps) {
  const [isRevealed, setIsRevealed] = useState(false)
  const show = () => {
    setIsRevealed(true)
    onHandOver('revealed')
  }
  const { outcome, copy } = useCopy(url, () => onHandOver('copied'), show)
  const text = useRef<HTMLInputElement>(null)
  const { state } = outcome
  useEffect(() => {
    if (outcome.state === 'refused') text.current?.select()
  }, [outcome])
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap gap-2 @md:flex-nowrap">
        <div className="relative flex min-w-0 flex-1 basis-full @md:basis-auto">
          {isRevealed ? (
            <input
              ref={text}
              readOnly
              value={url}
              aria-label="Address of the link"
              className={`${look} pr-20`}
            />
          ) : (
            <code className={`${look} truncate pr-20 leading-[var(--control)] text-muted`}>
              {maskConnectUrl(url)}
            </code>
          )}
          <Button
            look="link"
            onClick={isRevealed ? () => setIsRevealed(false) : show}
            className="absolute inset-y-0 right-0 text-sm"
          >
            {isRevealed ? 'Hide' : 'Reveal'}
          </Button>
        </div>
        <Button look="primary" onClick={() => void copy()} className="min-w-32 flex-1 @md:flex-none">
          <Icon name={state === 'copied' ? 'check' : 'copy'} />
          {state === 'copied' ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <CopyNews state={state} />
    </div>
  )
}

function CopyNews({ state }: CopyOutcome) {
  const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
  return (
    <>
      <p className="min-h-4.5 text-sm text-muted">
        {state === 'refused' &&
          `The browser refused to copy. The link is selected: press ${isMac ? '⌘C' : 'Ctrl+C'}.`}
      </p>
      <p aria-live="polite" className="sr-only">
        {state === 'copied' && 'Link copied.'}
        {state === 'refused' && 'The link could not be copied. It is selected in a text field.'}
      </p>
    </>
  )
}
