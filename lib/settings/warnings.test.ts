import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { validEnvironment } from '@/lib/testing/test-settings'

import { cutSettings, expandedSettings, latePort, strangeNames } from './warnings'

describe('names that look like ours', () => {
  it.each([
    ['DATABSE_URL', 'is DATABASE_URL meant?'],
    ['database_url', 'is DATABASE_URL meant?'],
    ['DATABASE_URL_FLE', 'is DATABASE_URL_FILE meant?'],
    ['STAFF_DOMAIN', 'is STAFF_DOMAINS meant?'],
    ['NANGO_APIKEY', 'is NANGO_API_KEY meant?'],
    ['NANGO_WEBHOOK', 'is not read.'],
    ['NANGO_SERVER_URL', 'is not read.'],
    ['AUTH_SECRET', 'is not read.'],
    ['STAFF_DOMAINS_FILE', 'only secrets can come from a file.'],
  ])('%s', (name, said) =>
    expect(strangeNames({ ...validEnvironment, [name]: 'canary' })).toEqual([
      expect.stringMatching(
        new RegExp(`^${name} is not a setting of Connect Desk.*${said.replace('?', '\\?')}$`),
      ),
    ]),
  )
  it('are not those of other programs, those of ours, and empty ones', () => {
    const others = {
      HOST: 'x',
      POST: 'x',
      PATH: '/bin',
      HOSTNAME: 'desk',
      NODE_PATH: 'x',
      NODE_VERSION: '24',
      NODE_OPTIONS: 'x',
      LOGNAME: 'desk',
      npm_config_loglevel: 'x',
      NEXTAUTH_URL: 'x',
      AUTH_TRUST_HOST: '1',
      NANGO_SERVICE_HOST: '10.0.0.1',
      NANGO_SERVICE_PORT_HTTP: '1',
      NANGO_PORT_3003_TCP_ADDR: '10.0.0.1',
      DESK_PORT: 'tcp://10.0.0.1:80',
      DATABASE_URL_FILE: 'x',
      DATABSE_URL: ' ',
    }
    expect(strangeNames({ ...validEnvironment, ...others })).toEqual([])
  })
})

describe('a $ in a file', () => {
  const name = 'AUTH_OIDC_CLIENT_SECRET'
  const said = (contents: string, before: Record<string, string>, arrived: string) =>
    expandedSettings([{ path: '.env.local', contents }], before, { ...before, [name]: arrived })

  it('that Next took for a variable is told, with no value', () => {
    const told = said(`${name}='abc$DEFghi~.x'`, {}, 'abc~.x')
    expect(told).toEqual([expect.stringContaining(`${name} in .env.local holds a $`)])
    expect(told.join()).not.toMatch(/abc|DEF/)
    expect(said(`${name}=abc`, { [name]: 'a$b' }, 'a')).toEqual([expect.stringContaining('the environment')])
  })
  it('that came through is not', () => {
    expect(said(`${name}=abc\\$DEF`, {}, 'abc$DEF')).toEqual([])
    expect(said(`${name}=abc$(x)`, {}, 'abc$(x)')).toEqual([])
    expect(said(`OTHER=a$b`, { [name]: 'a$b' }, 'a$b')).toEqual([])
    expect(said(`${name}=a$b`, { [name]: 'own' }, 'own')).toEqual([])
  })
})

describe('a # in a file', () => {
  const name = 'AUTH_OIDC_CLIENT_SECRET'
  type Read = { path: string; contents: string; env: Record<string, string> }[]
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-cut-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  /** A file as @next/env itself reads it; elsewhere, as it keeps what it found. */
  const read = (contents: string): Read => {
    writeFileSync(join(folder, '.env'), contents)
    const script = `const { loadEnvConfig } = require('@next/env')
      console.log(JSON.stringify(loadEnvConfig(process.argv[1], true, { info() {}, error() {} }).loadedEnvFiles))`
    return JSON.parse(execFileSync(process.execPath, ['-e', script, folder]).toString())
  }

  it.each([
    [`${name}=abc#DEFghi`, 'abc'],
    [`export ${name} = abc#DEFghi # our own\r\nX=1`, 'abc'],
    [`${name}: abc#DEFghi`, 'abc'],
    [`X='a\n#'\n${name}=https://abc.example.com/#/t/{ticket}`, 'https://abc.example.com/'],
    [`${name}=abc#`, 'abc'],
    [`${name}=abc##DEF`, 'abc'],
    [`${name}='abc'DEF#'`, `'abc'DEF`],
    [`${name}="abc#DEF`, '"abc'],
    [`${name}=#abc`, ''],
    [`${name}=a\\$b#c`, 'a$b'],
    [`${name}=good\n${name}=abc#DEF`, 'abc'],
  ])('that cuts a value is told, with no value: %j', (contents, cut) => {
    const files = read(contents)
    expect(files[0]?.env[name]).toBe(cut)
    expect(cutSettings(files, {})).toEqual([
      `${name} in .env holds a #, which begins a comment there: put the value in quotes.`,
    ])
  })
  it.each([
    [`${name}='abc#DEF'`, 'abc#DEF'],
    [`${name}="abc#DEF"  # our own`, 'abc#DEF'],
    [`${name}="abc"#our own`, 'abc'],
    [`${name}=\`a#b\``, 'a#b'],
    [`${name}=abc # our own`, 'abc'],
    [`${name}=abc\t#our own`, 'abc'],
    [`${name}=   # abc#def`, ''],
    [`${name}=# abc`, ''],
    [`${name}="a\nX=b#c"`, 'a\nX=b#c'],
    [`# ${name}=a#b\n${name}=abc`, 'abc'],
    [`${name}=a#b\n${name}=abc`, 'abc'],
  ])('that cuts nothing is not: %j', (contents, whole) => {
    const files = read(contents)
    expect(files[0]?.env[name]).toBe(whole)
    expect(cutSettings(files, {})).toEqual([])
  })
  it('in a file that does not count is not', () => {
    const cut = read(`${name}=a#b\nOTHER=a#b`)
    expect(cutSettings(cut, { [name]: 'own' })).toEqual([])
    expect(cutSettings([...read(`${name}=abc`), ...cut], {})).toEqual([])
  })
})

it('a port in a file comes too late', () => {
  const files = [{ path: '.env.local', contents: 'PORT=4000' }]
  expect(latePort(files, '3000')).toEqual([expect.stringContaining('PORT in .env.local')])
  expect(latePort(files, '4000')).toEqual([])
})
