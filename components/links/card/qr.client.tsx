import { QRCodeSVG } from 'qrcode.react'
import { type ComponentProps, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Icon } from '@/components/kit/icon.client'
import { useDismiss } from '@/components/kit/menu.client'
import { Countdown } from '@/components/links/card/watched-link.client'
import { type CountdownTone, countdownTone } from '@/lib/core/countdown'
import { listText } from '@/lib/core/language'
import type { LinkView } from '@/lib/links/view'
import type { LinkState } from '@/lib/links/words'

/** The QR code: level M, four modules of quiet zone, black on white whatever the theme. */
function QrCode(props: Pick<ComponentProps<typeof QRCodeSVG>, 'value' | 'className' | 'ref'>) {
  return <QRCodeSVG level="M" marginSize={4} title="QR code" bgColor="#fff" fgColor="#000" {...props} />
}

/** Keeps the screen on while mounted, where the browser can; it has to be asked for again after each hiding. */
const useWakeLock = () => {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return undefined
    let isOver = false
    let held: WakeLockSentinel | null = null
    const hold = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        held = await navigator.wakeLock.request('screen')
        if (isOver) await held.release()
      } catch {
        // Refused, for instance on low battery: the screen may go dark, nothing else.
      }
    }
    const again = () => void hold()
    again()
    document.addEventListener('visibilitychange', again)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', again)
      void held?.release()
    }
  }, [])
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

type FullScreenProps = {
  isOpen: boolean
  onClose: () => void
  link: LinkView
  state: LinkState
  url: string | null
  remainingMs: number
}

/** The screen to show to the customer: white, nothing on it that is not for them. */
export function FullScreen({ isOpen, onClose, ...view }: FullScreenProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      label="QR code for the customer"
      className="fixed inset-0 m-0 h-dvh max-h-none w-screen max-w-none bg-white text-black [color-scheme:light]"
    >
      <FullScreenContent {...view} />
      <form method="dialog" className="absolute top-3 right-3">
        <Button
          type="submit"
          variant="quiet"
          aria-label="Close full screen"
          className="text-black! hover:bg-[#eee]!"
        >
          <Icon name="x" className="size-5" />
        </Button>
      </form>
    </Dialog>
  )
}

function FullScreenContent({ link, state, url, remainingMs }: Omit<FullScreenProps, 'isOpen' | 'onClose'>) {
  useWakeLock()
  const name = link.customer.displayName ?? link.customer.organizationName
  const integrations = listText(link.integrations.map(({ displayName }) => displayName))
  return (
    <div className="flex h-full flex-col items-center justify-center gap-[3vmin] p-4 text-center landscape:flex-row landscape:gap-[6vmin]">
      <div className="flex size-[70vmin] shrink-0 items-center justify-center">
        {state === 'active' && url && <QrCode value={url} className="size-full" />}
        {state === 'connected' && <Icon name="checkCircle" className="size-1/2 text-[#0a6b3d]" />}
      </div>
      <div className="flex min-w-0 flex-col gap-[1.5vmin] landscape:max-w-[40vw] landscape:text-left">
        {name && <p className="text-[clamp(1.25rem,4vmin,2.5rem)] leading-tight font-semibold">{name}</p>}
        <p className="text-[clamp(1rem,2.6vmin,1.5rem)] leading-snug">{integrations}</p>
        <output className="text-[clamp(1rem,2.6vmin,1.5rem)] leading-snug text-[#555]">
          {sentence(state)}
        </output>
        {state === 'active' && (
          <Countdown
            remainingMs={remainingMs}
            isOnWhite
            className="text-[clamp(1.5rem,5vmin,3rem)] leading-tight"
          />
        )}
      </div>
    </div>
  )
}

const sentence = (state: LinkState) => {
  if (state === 'active') return 'Scan with your phone’s camera'
  return state === 'connected' ? 'Connected' : 'This code is no longer valid.'
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
