import { useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { type CopyOutcome, useCopy } from '@/components/kit/copy.client'
import { Icon } from '@/components/kit/icon.client'
import { useHydrated } from '@/components/kit/time.client'
import { useDismiss } from '@/components/kit/use-dismiss'
import { qrFormats } from '@/components/links/card/qr-code.client'
import { maskConnectUrl } from '@/lib/core/connect-url'
import type { HandOver } from '@/lib/links/schema/lists'

type ShareLinkProps = { url: string; isSeveral: boolean; onShare: () => void }

const severalText = 'Please open this link again after each connection, until all are done.'
const stuckText = 'If the page does not go on, close it and open the link again.'

/** Hands the link to another app, where the browser can. */
export function ShareLink({ url, isSeveral, onShare }: ShareLinkProps) {
  const canShare = useHydrated() && typeof navigator.share === 'function'
  if (!canShare) return null
  const share = async () => {
    try {
      await navigator.share({ url, text: isSeveral ? `${severalText} ${stuckText}` : stuckText })
      onShare()
    } catch {
      // Closing the share sheet is a rejection too, and nothing is lost by any.
    }
  }
  return (
    <Button onClick={() => void share()}>
      <Icon name="share" />
      Share
    </Button>
  )
}

type DownloadQrProps = { url: string; fileName: string; onSave: () => void }

/** A button that unfolds into one button a format. */
export function DownloadQr({ url, fileName, onSave }: DownloadQrProps) {
  const [isOpen, setIsOpen] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = (givesFocusBack: boolean) => {
    setIsOpen(false)
    if (givesFocusBack) opener.current?.focus()
  }
  const saveAs = (format: (typeof qrFormats)[number]) => {
    void format.save(url, fileName)
    onSave()
    close(true)
  }
  useDismiss(holder, isOpen, close)
  return (
    <div ref={holder} className="relative">
      <Button ref={opener} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className="w-full">
        <Icon name="download" />
        Download QR
        <Icon name="chevron" className="size-3.5" />
      </Button>
      {isOpen && (
        <div className="absolute inset-x-0 top-full z-10 mt-1 flex min-w-32 flex-col rounded-lg border border-hairline bg-surface p-1 shadow-lg">
          {qrFormats.map((format) => (
            <Button
              key={format.name}
              variant="quiet"
              aria-label={`Download QR as ${format.name}`}
              onClick={() => saveAs(format)}
              className="justify-start!"
            >
              {format.name}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

const fieldClass = 'h-control min-w-0 flex-1 rounded-lg bg-sunken px-3 font-mono text-sm'

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
              className={`${fieldClass} pr-20`}
            />
          ) : (
            <code className={`${fieldClass} truncate pr-20 leading-[var(--control)] text-muted`}>
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
        <Button variant="primary" onClick={() => void copy()} className="min-w-32 flex-1 @md:flex-none">
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
