import { expect, test } from 'vitest'

import { qrScale, qrSvg } from './words'

test('a picture is at least as large as asked, in whole pixels a module', () => {
  expect(qrScale(41, 1024)).toBe(25)
  expect(qrScale(64, 1024)).toBe(16)
})

test('the file is black on white and as wide as the code', () => {
  const svg = qrSvg({ cells: 3, path: 'M1 1h1v1H1z' })
  expect(svg).toContain('viewBox="0 0 3 3"')
  expect(svg).toContain('<path fill="#fff" d="M0 0h3v3H0z"/><path fill="#000" d="M1 1h1v1H1z"/>')
})
