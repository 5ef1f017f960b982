import jsQR from 'jsqr'
import { expect, test } from 'vitest'

import { qrOutline, qrScale, qrSvg } from './qr-code'

test('a picture is at least as large as asked, in whole pixels a module', () => {
  expect(qrScale(41, 1024)).toBe(25)
  expect(qrScale(64, 1024)).toBe(16)
})

test('the file is black on white and as wide as the code', () => {
  const svg = qrSvg({ cells: 3, path: 'M1 1h1v1H1z' })
  expect(svg).toContain('viewBox="0 0 3 3"')
  expect(svg).toContain('<path fill="#fff" d="M0 0h3v3H0z"/><path fill="#000" d="M1 1h1v1H1z"/>')
})

test('the outline reads as the link, with four modules of quiet zone', () => {
  const url = 'https://connect.example.com/?session_token=nango_connect_session_0123456789abcdef'
  const { cells, path } = qrOutline(url)
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map((run) => run.slice(1).map(Number))
  const scale = 4
  const side = cells * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [x = 0, y = 0, length = 0] of runs)
    for (let row = y * scale; row < (y + 1) * scale; row += 1)
      for (let column = x * scale; column < (x + length) * scale; column += 1)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
  expect(jsQR(pixels, side, side)?.data).toBe(url)
  expect(Math.min(...runs.flatMap(([x = 0, y = 0]) => [x, y]))).toBe(4)
})
