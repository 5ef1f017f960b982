import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { targetOf } from '../postgres'
import { tlsOptions } from './options'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-tls-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  for (const name of ['own', 'other'])
    openssl('req', ...curve, '-subj', '/CN=desk', '-x509', '-keyout', `${name}.key`, '-out', `${name}.crt`)
  openssl('pkcs8', '-topk8', '-in', 'own.key', '-out', 'locked.key', '-passout', 'pass:canary')
  writeFileSync(join(folder, 'empty'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** `.x` stands for a file of the folder. */
const optionsFor = (query: string) =>
  tlsOptions(targetOf(`postgres://u:canary@h/d?${query.replaceAll('=.', `=${folder}/`)}`), 'h')

it.each([
  'sslmode=require&sslcert=.own.crt&sslkey=.own.key',
  'sslmode=require&sslcert=.own.crt&sslkey=.locked.key&sslpassword=canary',
  'sslmode=verify-full&sslrootcert=.other.crt',
  'sslmode=verify-full&sslrootcert=&ssl_min_protocol_version=TLSv1.3',
])('takes %s', (query) => expect(optionsFor(query)).toHaveProperty('secureContext'))

it.each([
  ['sslcert=.own.crt&sslkey=.own.crt', 'sslkey', 'own.crt, which holds no private key'],
  ['sslcert=.own.key&sslkey=.own.key', 'sslcert', 'own.key, which holds no certificate'],
  ['sslcert=.own.crt&sslkey=.other.key', 'sslkey', 'other.key, which is not the key of the certificate'],
  ['sslcert=.own.crt&sslkey=.locked.key', 'sslkey', 'locked.key, which is encrypted'],
  [
    'sslcert=.own.crt&sslkey=.locked.key&sslpassword=wrong',
    'sslkey',
    'locked.key, which does not open with sslpassword',
  ],
  ['sslrootcert=.empty', 'sslrootcert', 'empty, which holds no certificate'],
  ['sslrootcert=.gone', 'sslrootcert', 'gone, which cannot be read (ENOENT)'],
  ['sslrootcert=.own.crt&sslcrl=.own.crt', 'sslcrl', 'own.crt, which holds no list of revoked'],
])('%s is refused in words, before anybody is asked', (query, name, words) => {
  expect(() => optionsFor(`sslmode=require&${query}`)).toThrow(
    `${name} of DATABASE_URL names ${folder}/${words}`,
  )
})
