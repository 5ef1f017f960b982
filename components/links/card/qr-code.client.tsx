import { QRCodeSVG } from 'qrcode.react'
import type { Ref } from 'react'

type QrCodeProps = { url: string; className?: string; ref?: Ref<SVGSVGElement> }

/** The QR code: level M, four modules of quiet zone, black on white whatever the theme. */
export function QrCode({ url, className, ref }: QrCodeProps) {
  return (
    <QRCodeSVG
      ref={ref}
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

const saveSvg = (drawing: SVGSVGElement, name: string) => save(toFile(drawing).svg, `${name}.svg`)

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
export const qrFormats = [
  { name: 'PNG', save: savePng },
  { name: 'SVG', save: saveSvg },
]
