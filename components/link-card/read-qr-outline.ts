import type { QrOutline } from '@/lib/core/qr-files'

/** Reads the drawn QR code back from the page: qrcode.react draws the background first, then the dark modules. */
export const readQrOutline = (holder: HTMLElement): QrOutline | null => {
  const svg = holder.querySelector('svg')
  const path = svg?.querySelectorAll('path')[1]?.getAttribute('d')
  const cells = svg?.viewBox.baseVal.width
  return path && cells ? { cells, path } : null
}
