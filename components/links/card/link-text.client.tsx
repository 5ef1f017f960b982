import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { type CopyOutcome, useCopy } from '@/components/kit/copy.client'
import { Icon } from '@/components/kit/icon.client'
import { isMac } from '@/components/kit/platform'
import { useKey } from '@/components/shell/keys'
import { maskConnectUrl } from '@/lib/core/connect-url'
import type { HandOver } from '@/lib/links/schema/lists'

const fieldClass = 'h-control min-w-0 flex-1 rounded-lg bg-sunken px-3 font-mono text-sm'

type LinkTextProps = {
  url: string
  /** To copy it is the next thing to do. */
  isFirst: boolean
  copying: Promise<boolean> | null
  onHandOver: (how: HandOver) => void
  /** What else can be copied. */
  beside: ReactNode
}

/** The link, masked until somebody wants to see it, and the way to copy it. */
export function LinkText({ url, isFirst, copying, onHandOver, beside }: LinkTextProps) {
  const [isRevealed, setIsRevealed] = useState(false)
  const show = () => {
    setIsRevealed(true)
    onHandOver('revealed')
  }
  const { outcome, copy, follow } = useCopy(url, () => onHandOver('copied'), show)
  const text = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { state } = outcome
  useKey('c', () => void copy(), button)
  const followed = useRef<Promise<boolean>>(null)
  const begin = useEffectEvent((begun: Promise<boolean>) => {
    if (followed.current !== begun) void follow(begun)
    followed.current = begun
  })
  useEffect(() => {
    if (copying) begin(copying)
  }, [copying])
  useEffect(() => {
    if (outcome.state === 'refused') text.current?.select()
    if (outcome.state === 'notAlone') button.current?.focus()
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
              className={`${fieldClass} pr-20`}
            />
          ) : (
            <code
              translate="no"
              className={`${fieldClass} truncate pr-20 leading-[var(--control)] text-muted`}
            >
              {maskConnectUrl(url)}
            </code>
          )}
          <Button
            variant="link"
            onClick={isRevealed ? () => setIsRevealed(false) : show}
            className="absolute inset-y-0 right-0 text-sm"
          >
            {isRevealed ? 'Hide' : 'Reveal'}
          </Button>
        </div>
        <Button
          ref={button}
          variant={isFirst ? 'primary' : 'plain'}
          onClick={() => void copy()}
          className="min-w-32 flex-1 @md:flex-none"
        >
          <Icon name={state === 'copied' ? 'check' : 'copy'} />
          {state === 'copied' ? 'Copied' : 'Copy link'}
        </Button>
        {beside}
      </div>
      <CopyNews state={state} />
    </div>
  )
}

const notAloneText = 'The browser does not let the desk copy by itself. Press Copy link.'

function CopyNews({ state }: CopyOutcome) {
  return (
    <>
      <p className="min-h-4.5 text-sm text-muted">
        {state === 'refused' &&
          `The browser refused to copy. The link is selected: press ${isMac() ? '⌘C' : 'Ctrl+C'}.`}
        {state === 'notAlone' && notAloneText}
      </p>
      <p aria-live="polite" className="sr-only">
        {state === 'copied' && 'Link copied.'}
        {state === 'refused' && 'The link could not be copied. It is selected in a text field.'}
        {state === 'notAlone' && notAloneText}
      </p>
    </>
  )
}
