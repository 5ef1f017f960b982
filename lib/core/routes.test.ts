import { describe, expect, it } from 'vitest'

import { routes, toSafePath } from './routes'

describe('toSafePath', () => {
  it.each(['/', '/?link=lnk_1', '/links/lnk_1?x=1'])('keeps %s', (path) =>
    expect(toSafePath(path)).toBe(path),
  )
  it.each([
    undefined,
    '',
    'https://evil.example.net/',
    '//evil.example.net',
    '/\\evil.example.net',
    '\\\\evil.example.net',
    '/\t/evil.example.net',
    'javascript:alert(1)',
    '/%00//evil',
    '////evil.example.net',
  ])('never leaves the origin for %j', (wanted) => {
    const path = toSafePath(wanted)
    expect(new URL(path, 'https://desk.example.com').origin).toBe('https://desk.example.com')
  })
  it('turns what would leave into the first page', () => expect(toSafePath('//evil.example.net')).toBe('/'))
})

describe('routes', () => {
  it('encode what they carry', () => {
    expect(routes.newLink('a&b')).toBe('/?link=a%26b')
    expect(routes.signIn('/?link=1&x=2')).toBe('/signin?callbackUrl=%2F%3Flink%3D1%26x%3D2')
    expect(routes.signIn('/')).toBe('/signin')
  })
})
