import { beforeAll, expect, it } from 'vitest'

import { useTestSettings } from '@/lib/testing/test-settings'

import { openToken, sealToken } from './token-cipher'

const keyOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const token = 'nango_connect_session_secret'

beforeAll(() => {
  useTestSettings()
})

it('opens what it sealed, and never seals alike', () => {
  const [one, two] = [sealToken(token, 'lnk_1'), sealToken(token, 'lnk_1')]
  expect(openToken(one, 'lnk_1')).toBe(token)
  expect(one).not.toBe(two)
  expect(one).not.toContain(token)
})

it('opens for its own link only', () => {
  const sealed = sealToken(token, 'lnk_1')
  expect(() => openToken(sealed, 'lnk_2')).toThrow()
})

it('notices a changed bit in every part', () => {
  const parts = sealToken(token, 'lnk_1').split('.')
  for (const index of [1, 2, 3]) {
    const bytes = Buffer.from(parts[index] ?? '', 'base64url')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    const changed = parts.with(index, bytes.toString('base64url')).join('.')
    expect(() => openToken(changed, 'lnk_1')).toThrow()
  }
})

it('refuses a shortened tag', () => {
  const [id, iv, tag, sealed] = sealToken(token, 'lnk_1').split('.')
  expect(() => openToken([id, iv, tag?.slice(0, 6), sealed].join('.'), 'lnk_1')).toThrow()
})

it('opens with an older key after rotation, and not without it', () => {
  const sealed = sealToken(token, 'lnk_1')
  useTestSettings({ DESK_ENCRYPTION_KEYS: `${keyOf('k2', 9)},${keyOf('k1', 7)}` })
  expect(openToken(sealed, 'lnk_1')).toBe(token)
  expect(sealToken(token, 'lnk_1').startsWith('k2.')).toBe(true)
  useTestSettings({ DESK_ENCRYPTION_KEYS: keyOf('k2', 9) })
  expect(() => openToken(sealed, 'lnk_1')).toThrow('cannot be opened')
})
