import { describe, expect, it } from 'vitest'

import { buildConnectUrl, maskConnectUrl, parseConnectLink } from './connect-url'

describe('parseConnectLink', () => {
  it('leaves the token out', () =>
    expect(parseConnectLink('https://connect.example.com/ui/?session_token=abc#x')).toBe(
      'https://connect.example.com/ui/',
    ))
  it.each(['', 'not a url', 'javascript:alert(1)?session_token=a', 'ftp://x/?session_token=a'])(
    'refuses %j',
    (link) => expect(parseConnectLink(link)).toBeNull(),
  )
})

describe('buildConnectUrl', () => {
  const base = 'https://connect.example.com/'
  it('is bare on Nango Cloud', () =>
    expect(buildConnectUrl({ base, token: 't&=', apiUrl: null, language: null })).toBe(
      `${base}?session_token=t%26%3D`,
    ))
  it('carries apiURL and lang', () =>
    expect(buildConnectUrl({ base, token: 't', apiUrl: 'https://nango.example.com', language: 'ja' })).toBe(
      `${base}?session_token=t&apiURL=https%3A%2F%2Fnango.example.com&lang=ja`,
    ))
})

describe('maskConnectUrl', () => {
  it('shows where the link leads and nothing of the token', () => {
    const masked = maskConnectUrl('https://connect.example.com/?session_token=secret&apiURL=x')
    expect(masked).toBe('https://connect.example.com/?session_token=••••••••••••')
  })
})
