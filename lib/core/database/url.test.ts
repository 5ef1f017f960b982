import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseDatabaseUrl } from './url'

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
    ['postgres://u@h:6000/db?hostaddr=10.0.0.7', [{ host: 'h', port: 6000, address: '10.0.0.7' }]],
    ['postgres:///db?hostaddr=::1', [{ host: '::1', port: 5432, address: '::1' }]],
    [
      'postgres:///db?host=a,/run&hostaddr=10.0.0.7,',
      [
        { host: 'a', port: 5432, address: '10.0.0.7' },
        { host: '/run', port: 5432 },
      ],
    ],
    ['postgres://u@a:1/db?host=b&port=2&hostaddr=', [{ host: 'b', port: 2 }]],
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
    ['?pool_mode=transaction&poolMode=session&fast_mode=1', 'prefer'],
    ['?sslmode=verify-full&sslaccept=strict', 'verify-full'],
    ['?sslmode=verify-ca&sslaccept=strict', 'verify-full'],
    ['?sslmode=require&channel_binding=require&require_auth=scram-sha-256', 'require'],
    ['?channel_binding=require&require_auth=md5,scram-sha-256', 'prefer'],
    ['?sslmode=require&requiressl=1&tls=true&useSSL=true', 'require'],
    ['?sslmode=verify-full&use_ssl=1&SSL=True', 'verify-full'],
    ['?useSSL=false&requiressl=0&tls=false', 'prefer'],
    ['?sslmode=disable&useSSL=false', 'disable'],
    ['?gsslib=gssapi&sslkeylogfile=/x', 'prefer'],
    ['?sslcertmode=disable&sslcert=', 'prefer'],
    ['?sslmode=disable&sslcert=/ca.pem', 'disable'],
    ['?sslcrldir=&requirepeer=&require_auth=&ssl_min_protocol_version=&ssl_max_protocol_version=', 'prefer'],
  ])('%s', (query, tls) => expect(read(`postgres://u@h/d${query}`).tls).toBe(tls))
  it.each([
    ['?dbname=e', { user: 'u', password: 'p', database: 'e' }],
    ['?user=v', { user: 'v', password: 'p', database: 'd' }],
    ['?user=v&password=q', { user: 'v', password: 'q', database: 'd' }],
  ])('what %s says counts more than what stands before it', (query, said) =>
    expect(read(`postgres://u:p@h/d${query}`)).toMatchObject(said),
  )
  it.each([
    ['', 2],
    ['?connect_timeout=1', 2],
    ['?connect_timeout=8', 8],
    ['?connect_timeout=15', 10],
    ['?connect_timeout=0', 10],
    ['?connect_timeout=-1', 10],
  ])('%s waits %i s for a connection', (query, seconds) =>
    expect(read(`postgres://u@h/d${query}`).connectMs).toBe(seconds * 1_000),
  )
  it('names what it does not use', () =>
    expect(
      read(
        'postgres://u@h/d?schema=public&pgbouncer=true&connection_limit=5&pool_timeout=3&gssencmode=disable&sslsni=1&statement_cache_mode=describe&sslcrl=/crl&sslmode=verify-full',
      ).unused,
    ).toEqual(['pool_timeout', 'gssencmode', 'sslsni', 'statement_cache_mode']))
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
  ['postgres://u:p@::1/d', '[::1]'],
  ['postgres://u:p@fe80::7:6000,h/d', '[::1]'],
  ['postgres://u@h/d?sslmode=require&amp;channel_binding=require', '&amp;'],
  ['postgres://u@h/d?connect_timeout=8s', 'whole number of seconds'],
  ['postgres://u@h/d?hostaddr=db.example.com', 'goes into host'],
  ['postgres://u@a,b/d?hostaddr=10.0.0.7', 'as many addresses'],
  ['postgres://u@a,b,c/d?port=1,2', 'as many ports'],
])('%s is refused in words', (url, words) => expect(parseDatabaseUrl(url).problem).toContain(words))

it.each([
  ['SSLMODE=require', 'not known'],
  ['sslMode=require', 'not known'],
  ['ssl-mode=require', 'not known'],
  ['%20sslmode=require', 'not known'],
  ['sllmode=require', 'not known'],
  ['slmode=require', 'not known'],
  ['chanel_binding=require', 'not known'],
  ['rootcert=/ca.crt', 'not known'],
  ['tls=true', 'not known'],
  ['sslmode=prefer&requiressl=1', 'not known'],
  ['sslmode=disable&useSSL=true', 'not known'],
  ['sslmode=require&tls=verify', 'not known'],
  ['sslmode=require&SSLMODE=true', 'not known'],
  ['sslmode=', 'unknown sslmode'],
  ['channel_binding=Require', 'unknown channel_binding'],
  ['sslnegotiation=Direct', 'unknown sslnegotiation'],
  ['ssl_min_protocol_version=1.3', 'TLSv1.3'],
  ['require_auth=scram-sha-256', 'channel_binding=require'],
  ['channel_binding=require&require_auth=gss', 'no method but scram-sha-256'],
  ['sslaccept=strict', 'sslmode=verify-full'],
  ['sslmode=require&sslrootcert=/ca.crt&sslaccept=strict', 'sslmode=verify-full'],
  ['sslcertmode=disable&sslcert=/c&sslkey=/k', 'sslcert alone decides'],
  ['channel_binding=', 'unknown channel_binding'],
  ['sslnegotiation=', 'unknown sslnegotiation'],
  ['sslcrldir=/crl', 'sslcrl'],
  ['sslmode=require&sslcrl=/crl', 'sslmode=verify-full'],
  ['gssencmode=require', 'sslmode=require'],
  ['ssl=true&sslmode=disable', 'sslmode alone'],
  ['sslmode=prefer&sslrootcert=system', 'sslmode=verify-full'],
  ['sslnegotiation=direct', 'sslmode=require'],
  ['sslmode=require&sslcert=/c', 'write sslrootcert'],
  ['sslmode=require&sslkey=/k', 'belong together'],
])('?%s is refused: nobody is to believe in TLS that is not there', (query, words) =>
  expect(parseDatabaseUrl(`postgres://u@h/d?${query}`).problem).toContain(words),
)

it('never throws and never tells a value, whatever the text', () =>
  assert(
    property(string({ unit: 'binary' }), (text) => {
      parseDatabaseUrl(text)
      const { problem } = parseDatabaseUrl(`postgres://u:canary%${text}@h/d`)
      expect(problem ?? '').not.toContain('canary')
    }),
  ))
