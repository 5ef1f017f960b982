import { QRCodeSVG } from 'qrcode.react'
import type { RefObject } from 'react'

import { type CountdownTone, countdownTone } from '@/lib/core/countdown'

const tones: Record<CountdownTone, string> = {
  calm: 'text-accent',
  soon: 'text-status-soon',
  last: 'text-status-failed',
}

/** The QR code: level M, four modules of quiet zone, black on white whatever the theme. */
export function QrCode({ url, className }: { url: string; className: string }) {
  return (
    <QRCodeSVG
      value={url}
      level="M"
      marginSize={4}
      title="QR code"
      bgColor="#fff"
      fgColor="#000"
      className={className}
    />
  )
}

/** Clockwise from the middle of the upper side; it empties the way a clock runs. */
const ring = 'M136 2H259a11 11 0 0 1 11 11V259a11 11 0 0 1-11 11H13a11 11 0 0 1-11-11V13a11 11 0 0 1 11-11Z'

type QrTileProps = {
  url: string
  remainingMs: number
  lifeMs: number
  codeRef: RefObject<HTMLDivElement | null>
}

/** The QR code inside a frame that empties with the time left. */
export function QrTile({ url, remainingMs, lifeMs, codeRef }: QrTileProps) {
  const left = Math.round(1000 * Math.max(0, Math.min(1, remainingMs / lifeMs)))
  return (
    <div ref={codeRef} className="relative size-68 shrink-0 rounded-xl bg-white p-3">
      <QrCode url={url} className="size-full" />
      <svg
        aria-hidden="true"
        viewBox="0 0 272 272"
        fill="none"
        strokeWidth={4}
        className="absolute inset-0 size-full"
      >
        <path d={ring} className="stroke-hairline" />
        <path
          d={ring}
          pathLength={1000}
          strokeDasharray={`${left} 1000`}
          strokeDashoffset={left - 1000}
          stroke="currentColor"
          className={tones[countdownTone(remainingMs)]}
        />
      </svg>
    </div>
  )
}
