import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseDatabaseUrl } from './database-url'

const read = (url: string) => {
  const { target, problem } = parseDatabaseUrl(url)
  if (!target) throw new Error(problem)
  return target
}

describe('a URL of a database', () => {
  it.each([
    ['a raw # in the password', 'postgres://desk:pa#ss@h/d', 'pa#ss'],
    ['a raw @', 'postgres://desk:p@ss@h/d', 'p@ss'],
    ['a colon', 'postgres://desk:a:b@h/d', 'a:b'],
    ['encoded ones', 'postgres://desk:%23%40%25%2F%3F@h/d', '#@%/?'],
    ['a plus', 'postgres://desk:a+b@h/d', 'a+b'],
    ['a space', 'postgres://desk:a b@h/d', 'a b'],
  ])('takes %s', (_, url, password) =>
    expect(read(url)).toMatchObject({
      user: 'desk',
      password,
      database: 'd',
      hosts: [{ host: 'h', port: 5432 }],
    }),
  )
  it.each([
    ['postgres://u@/db?host=/run/postgresql', [{ host: '/run/postgresql', port: 5432 }]],
    ['postgresql://u@%2Frun%2Fpostgresql:5433/db', [{ host: '/run/postgresql', port: 5433 }]],
    ['postgres://u@[::1]:6000/db', [{ host: '::1', port: 6000 }]],
    [
      'postgres://u@a,b:6000/db',
      [
        { host: 'a', port: 5432 },
        { host: 'b', port: 6000 },
      ],
    ],
    [
      'postgres:///db?host=a,b&port=1,2',
      [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
    ],
    ['postgres://', [{ host: 'localhost', port: 5432 }]],
  ])('%s', (url, hosts) => expect(read(url).hosts).toEqual(hosts))
  it.each([
    ['', 'prefer'],
    ['?sslmode=prefer&channel_binding=require', 'prefer'],
    ['?sslmode=require', 'require'],
    ['?sslmode=require&sslrootcert=/ca.crt', 'verify-ca'],
    ['?sslmode=verify-full&sslrootcert=/ca.crt', 'verify-full'],
    ['?sslrootcert=system', 'verify-full'],
    ['?sslmode=verify-ca', 'verify-full'],
    ['?sslmode=verify-ca&sslrootcert=system', 'verify-full'],
    ['?sslmode=require&sslrootcert=system', 'verify-full'],
    ['?sslmode=verify-ca&sslrootcert=/ca.crt', 'verify-ca'],
    ['?ssl=true', 'verify-full'],
    ['?sslmode=disable', 'disable'],
  ])('%s', (query, tls) => expect(read(`postgres://u@h/d${query}`).tls).toBe(tls))
  it('names what it does not use', () =>
    expect(
      read(
        'postgres://u@h/d?schema=public&pgbouncer=true&connection_limit=5&pool_timeout=3&gssencmode=disable',
      ).unused,
    ).toEqual(['pool_timeout', 'gssencmode']))
})

it.each([
  ['mysql://u@h/d', 'must be a postgres:// URL'],
  ['"postgres://u@h/d"', 'must be a postgres:// URL'],
  ['host=h dbname=d', 'must be a postgres:// URL'],
  ['postgres://desk:pa%ss@h/d', '% as %25'],
  ['postgres://desk:pa/ss@h/d', '/ as %2F'],
  ['postgres://desk:12/ss@h/d', '/ as %2F'],
  ['postgres://desk:pa?ss@h/d', '? as %3F'],
  ['postgres://desk:12?ss@h/d', '? as %3F'],
  ['postgres://u@h:port/d', 'port'],
  ['postgres://u@h:70000/d', 'port'],
  ['postgres://u@h/d?sslmode=on', 'unknown sslmode'],
  ['postgres://u@h/d?sslmode=constructor', 'unknown sslmode'],
  ['postgres://u@h/d?schema=app', 'schema public'],
  ['postgres://u:a%00b@h/d', 'NUL'],
])('%s is refused in words', (url, words) => expect(parseDatabaseUrl(url).problem).toContain(words))

it('never throws and never tells a value, whatever the text', () =>
  assert(
    property(string({ unit: 'binary' }), (text) => {
      parseDatabaseUrl(text)
      const { problem } = parseDatabaseUrl(`postgres://u:canary%${text}@h/d`)
      expect(problem ?? '').not.toContain('canary')
    }),
  ))
