import { type QrOutline, qrScale, qrSvg } from '@/lib/core/qr-files'

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
