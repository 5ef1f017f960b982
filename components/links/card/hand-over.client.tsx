import { type RefObject, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { type CopyOutcome, useCopy } from '@/components/kit/copy.client'
import { Icon } from '@/components/kit/icon.client'
import { useHydrated } from '@/components/kit/time.client'
import { useDismiss } from '@/components/kit/use-dismiss'
import { maskConnectUrl } from '@/lib/core/connect-url'
import type { HandOver } from '@/lib/links/schema/lists'
import { type QrOutline, qrScale, qrSvg } from '@/lib/links/words'

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

/** Reads the drawn QR code back from the page: qrcode.react draws the background first, then the dark modules. */
export const readQrOutline = (holder: HTMLElement): QrOutline | null => {
  const svg = holder.querySelector('svg')
  const path = svg?.querySelectorAll('path')[1]?.getAttribute('d')
  const cells = svg?.viewBox.baseVal.width
  return path && cells ? { cells, path } : null
}

const save = (blob: Blob, name: string) => {
  const address = URL.createObjectURL(blob)
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export const saveQrSvg = (outline: QrOutline, name: string) =>
  save(new Blob([qrSvg(outline)], { type: 'image/svg+xml' }), `${name}.svg`)

/** At least 1024 pixels a side, in whole pixels a module. */
export const saveQrPng = (outline: QrOutline, name: string) => {
  const scale = qrScale(outline.cells, 1024)
  const canvas = document.createElement('canvas')
  canvas.width = outline.cells * scale
  canvas.height = canvas.width
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.scale(scale, scale)
  pen.fillStyle = '#000'
  pen.clip(new Path2D(outline.path))
  pen.fillRect(0, 0, outline.cells, outline.cells)
  canvas.toBlob((blob) => {
    if (blob) save(blob, `${name}.png`)
  }, 'image/png')
}

type DownloadQrProps = { codeRef: RefObject<HTMLElement | null>; fileName: string; onSave: () => void }

const formats = [
  { name: 'PNG', save: saveQrPng },
  { name: 'SVG', save: saveQrSvg },
]

/** A button that unfolds into one button a format. */
export function DownloadQr({ codeRef, fileName, onSave }: DownloadQrProps) {
  const [isOpen, setIsOpen] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = (givesFocusBack: boolean) => {
    setIsOpen(false)
    if (givesFocusBack) opener.current?.focus()
  }
  const saveAs = (format: (typeof formats)[number]) => {
    const outline = codeRef.current && readQrOutline(codeRef.current)
    if (outline) {
      format.save(outline, fileName)
      onSave()
    }
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
          {formats.map((format) => (
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
