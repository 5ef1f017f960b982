import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { processSettings } from '@/lib/settings/env'
import { readSettings } from '@/lib/settings/read'
import { useTestSettings } from '@/lib/testing/test-settings'

import { isOwnOrigin, originOf } from './origin'

const said = (headers: Record<string, string>) => originOf(new Headers(headers))
const judge = (headers: Record<string, string>) => isOwnOrigin(new Headers(headers))

describe('with APP_ORIGIN', () => {
  useTestSettings()
  it('takes that origin alone', () => {
    useTestSettings()
    expect(judge({ origin: 'https://desk.example.com' })).toBe(true)
    for (const origin of [
      'http://desk.example.com',
      'https://desk.example.com:8443',
      'https://evil.example.net',
      'https://desk.example.com.evil.net',
      'null',
      '',
    ])
      expect(judge({ origin, host: 'evil.example.net' })).toBe(false)
    expect(judge({ host: 'desk.example.com' })).toBe(false)
  })
})

describe('originOf', () => {
  it('reads a null origin as ours only when the browser vouches for it', () => {
    useTestSettings()
    expect(said({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe('https://desk.example.com')
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(said({ origin: 'null', 'sec-fetch-site': site })).toBe('null')
    expect(said({ origin: 'null' })).toBe('null')
    expect(said({ origin: 'https://evil.example.net', 'sec-fetch-site': 'same-origin' })).toBe(
      'https://evil.example.net',
    )
    expect(said({})).toBeNull()
  })
})

describe('in the sandbox', () => {
  it('takes the host that was called', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'desk-origin-'))
    processSettings.set(readSettings({ DESK_DATA_DIR: dataDir }))
    expect(judge({ origin: 'http://192.168.1.4:3000', host: '192.168.1.4:3000' })).toBe(true)
    expect(judge({ origin: 'http://evil.example.net', host: '192.168.1.4:3000' })).toBe(false)
  })
})
