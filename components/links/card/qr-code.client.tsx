import { QRCodeSVG } from 'qrcode.react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** The QR code: level M, four modules of quiet zone, black on white whatever the theme. */
export function QrCode({ url, className }: { url: string; className?: string }) {
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

/** A picture has at least so many pixels a side, and a whole number of them a module: its edges are sharp. */
const leastPx = 1024

/** The code as an SVG file, drawn off the page for this alone, and the side of its square in pixels. */
const drawFile = (url: string): { svg: Blob; sidePx: number } => {
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() => root.render(<QrCode url={url} />))
  const drawing = place.querySelector('svg')
  if (!drawing) throw new Error('The QR code was not drawn.')
  const cells = drawing.viewBox.baseVal.width
  const sidePx = Math.ceil(leastPx / cells) * cells
  drawing.setAttribute('width', String(sidePx))
  drawing.setAttribute('height', String(sidePx))
  const svg = new Blob([new XMLSerializer().serializeToString(drawing)], { type: 'image/svg+xml' })
  root.unmount()
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

const saveSvg = (url: string, name: string) => save(drawFile(url).svg, `${name}.svg`)

const savePng = async (url: string, name: string) => {
  const { svg, sidePx } = drawFile(url)
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
export const qrFormats = [
  { name: 'PNG', save: savePng },
  { name: 'SVG', save: saveSvg },
]
