import { encode } from 'uqr'

/** A QR code as its outline: `cells` modules a side with the quiet zone, `path` the dark ones. */
type QrOutline = { cells: number; path: string }

/** The code of a link: level M at least, four modules of quiet zone. */
export function qrOutline(url: string): QrOutline {
  const { size, data } = encode(url, { ecc: 'M', boostEcc: true, border: 4 })
  const darkRuns = data.flatMap((row, y) =>
    [...toBits(row).matchAll(/1+/g)].map(
      ({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`,
    ),
  )
  return { cells: size, path: darkRuns.join('') }
}

const toBits = (row: boolean[]) => row.map(Number).join('')

/** Smallest whole number of pixels a module, so that a picture has at least `leastPx` a side and sharp edges. */
export function qrScale(cells: number, leastPx: number) {
  return Math.ceil(leastPx / cells)
}

/** The QR code as a file of its own, black on white. */
export function qrSvg({ cells, path }: QrOutline) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${cells} ${cells}" width="1024" height="1024" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${cells}v${cells}H0z"/><path fill="#000" d="${path}"/></svg>\n`
}

const save = (blob: Blob, name: string) => {
  const address = URL.createObjectURL(blob)
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

const saveSvg = (outline: QrOutline, name: string) =>
  save(new Blob([qrSvg(outline)], { type: 'image/svg+xml' }), `${name}.svg`)

/** At least 1024 pixels a side, in whole pixels a module. */
const savePng = ({ cells, path }: QrOutline, name: string) => {
  const scale = qrScale(cells, 1024)
  const canvas = document.createElement('canvas')
  canvas.width = cells * scale
  canvas.height = canvas.width
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.scale(scale, scale)
  pen.fillStyle = '#000'
  pen.clip(new Path2D(path))
  pen.fillRect(0, 0, cells, cells)
  canvas.toBlob((blob) => {
    if (blob) save(blob, `${name}.png`)
  }, 'image/png')
}

/** The formats that a code can be saved in. */
export const qrFormats = [
  { name: 'PNG', save: savePng },
  { name: 'SVG', save: saveSvg },
]
