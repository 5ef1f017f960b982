import { QRCodeSVG } from 'qrcode.react'
import { type ComponentProps, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { useDismiss } from '@/components/kit/menu.client'
import { type CountdownTone, countdownTone } from '@/lib/core/time-words'

/** The QR code: level M, four modules of quiet zone, black on white whatever the theme. */
export function QrCode(props: Pick<ComponentProps<typeof QRCodeSVG>, 'value' | 'className' | 'ref'>) {
  return <QRCodeSVG level="M" marginSize={4} title="QR code" bgColor="#fff" fgColor="#000" {...props} />
}

const tones: Record<CountdownTone, string> = {
  calm: 'text-accent',
  soon: 'text-status-soon',
  last: 'text-status-failed',
}

/** Clockwise from the middle of the upper side; it empties the way a clock runs. */
const ring = 'M136 2H259a11 11 0 0 1 11 11V259a11 11 0 0 1-11 11H13a11 11 0 0 1-11-11V13a11 11 0 0 1 11-11Z'

type QrTileProps = { url: string; remainingMs: number; lifeMs: number }

/** The QR code inside a frame that empties with the time left. */
export function QrTile({ url, remainingMs, lifeMs }: QrTileProps) {
  const left = Math.round(1000 * Math.max(0, Math.min(1, remainingMs / lifeMs)))
  return (
    <div data-print="qr" className="relative size-68 shrink-0 rounded-xl bg-white p-3">
      <QrCode value={url} className="size-full" />
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

/** A picture has at least so many pixels a side, and a whole number of them a module: its edges are sharp. */
const leastPx = 1024

/** A drawn code as an SVG file, and the side of its square in pixels. */
const toFile = (drawing: SVGSVGElement): { svg: Blob; sidePx: number } => {
  const cells = drawing.viewBox.baseVal.width
  const sidePx = Math.ceil(leastPx / cells) * cells
  const copy = document.importNode(drawing, true)
  for (const side of ['width', 'height']) copy.setAttribute(side, String(sidePx))
  const svg = new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
  return { svg, sidePx }
}

const withAddress = async (blob: Blob, use: (address: string) => void | Promise<void>) => {
  const address = URL.createObjectURL(blob)
  await use(address)
  // A download begins after the click that asked for it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

const save = (blob: Blob, name: string) =>
  withAddress(blob, (href) => Object.assign(document.createElement('a'), { href, download: name }).click())

const savePng = async (drawing: SVGSVGElement, name: string) => {
  const { svg, sidePx } = toFile(drawing)
  const canvas = Object.assign(document.createElement('canvas'), { width: sidePx, height: sidePx })
  await withAddress(svg, async (src) => {
    const image = Object.assign(new Image(), { src })
    await image.decode()
    canvas.getContext('2d')?.drawImage(image, 0, 0)
  })
  canvas.toBlob((blob) => {
    if (blob) void save(blob, `${name}.png`)
  }, 'image/png')
}

/** The formats that the code of a link can be saved in. */
const qrFormats = [
  { name: 'PNG', save: savePng },
  { name: 'SVG', save: (drawing: SVGSVGElement, name: string) => save(toFile(drawing).svg, `${name}.svg`) },
]

type DownloadQrProps = { url: string; fileName: string; onSave: () => void }

/** A button that unfolds into one button a format. */
export function DownloadQr({ url, fileName, onSave }: DownloadQrProps) {
  const [isOpen, setIsOpen] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  /** Drawn for the files alone, and seen by nobody. */
  const drawing = useRef<SVGSVGElement>(null)
  const close = (givesFocusBack: boolean) => {
    setIsOpen(false)
    if (givesFocusBack) opener.current?.focus()
  }
  const saveAs = (format: (typeof qrFormats)[number]) => {
    if (drawing.current) {
      void format.save(drawing.current, fileName)
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
          <div hidden>
            <QrCode ref={drawing} value={url} />
          </div>
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
