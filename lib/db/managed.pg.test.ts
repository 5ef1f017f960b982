import { execFileSync } from 'node:child_process'
import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { PlainError } from '@/lib/core/errors'
import { createTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'
import { findPostgres } from '@/lib/testing/workshop/find-programs'
import { type PostgresServer, startPostgres } from '@/lib/testing/workshop/postgres-server'

import { checkDatabase } from './check-database'
import { migratePostgres, openPostgres, processDatabase } from './open'
import { openPool, targetOf } from './postgres'

// A server as providers have them: TLS with a CA of its own, roles with few rights.

let folder: string
let server: PostgresServer
let admin: postgres.Sql
/** The database of the server with TLS, at the name its certificate has, and at one it has not. */
let named: string
let unnamed: string

const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })

const makeCertificates = () => {
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj']
  openssl(...request, '/CN=Example CA', '-x509', '-keyout', 'ca.key', '-out', 'ca.crt')
  openssl(
    ...request,
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  )
  const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy']
  openssl('x509', '-req', '-in', 'server.csr', ...by, '-out', 'server.crt')
}

const at = (url: string, change: (url: URL) => void) => {
  const changed = new URL(url)
  change(changed)
  return changed.href
}

beforeAll(async () => {
  useTestSettings()
  folder = mkdtempSync(join(tmpdir(), 'desk-managed-'))
  makeCertificates()
  vi.stubEnv('TEST_DATABASE_URL', '')
  server = await startPostgres()
  vi.unstubAllEnvs()
  admin = postgres(server.url, { max: 1, onnotice: () => {} })
  const [row] = await admin`show data_directory`
  const data = String(row?.['data_directory'])
  const { uid, gid } = statSync(data)
  for (const name of ['server.crt', 'server.key']) {
    copyFileSync(join(folder, name), join(data, name))
    chownSync(join(data, name), uid, gid)
  }
  const rules = join(data, 'pg_hba.conf')
  writeFileSync(
    rules,
    `host all bound all scram-sha-256\nhost all plain all password\n${readFileSync(rules, 'utf8')}`,
  )
  for (const role of ['bound', 'plain']) await admin.unsafe(`create role ${role} login password 'secret'`)
  await admin`alter system set ssl = on`
  await admin`select pg_reload_conf()`
  await admin`create database desk`
  await admin`create role "app#1" login password 'p#@%/ss'`
  unnamed = at(server.url, (url) => (url.pathname = '/desk'))
  named = at(unnamed, (url) => (url.hostname = 'localhost'))
})
afterAll(async () => {
  await admin.end()
  server.stop()
  rmSync(folder, { recursive: true })
})

/** Whether a connection by a URL has TLS; else in which words it was refused. */
const hasTls = async (url: string) => {
  const { pool, close } = await openPool(targetOf(url), { max: 1, statementMs: 5_000, silentMs: 6_000 })
  const { rows } = await pool.query<{ ssl: boolean }>(
    'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
  )
  await close()
  return rows[0]?.ssl
}
const refusalOf = async (url: string) => {
  const error: unknown = await openPostgres(url).then(
    ({ close }) => close(),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(PlainError)
  return error instanceof Error ? error.message : ''
}

const as = (user: string, query: string) =>
  at(`${named}${query}`, (url) => {
    url.username = user
    url.password = 'secret'
  })

describe('TLS', () => {
  it.each([
    ['', true],
    ['?sslmode=require', true],
    ['?sslmode=disable', false],
    ['?sslmode=verify-full&sslrootcert=CA', true],
    ['?sslmode=verify-ca&sslrootcert=CA', true],
  ])('%s', async (query, isSafe) => {
    expect(await hasTls(`${named}${query.replace('CA', join(folder, 'ca.crt'))}`)).toBe(isSafe)
  })
  it('requires that the server proves itself, where that was wanted, before it is told a password', async () => {
    for (const query of ['prefer', 'require'].map((mode) => `?sslmode=${mode}&channel_binding=require`)) {
      expect(await hasTls(as('bound', query))).toBe(true)
      for (const user of ['plain', 'postgres'])
        expect(await refusalOf(as(user, query))).toContain('does not offer the channel binding')
    }
    await expect(hasTls(as('bound', '?sslmode=disable&channel_binding=require'))).rejects.toThrow(
      'does not offer the channel binding',
    )
  })
  it('asks the certificate for the name where that was wanted', async () => {
    const ca = `sslrootcert=${join(folder, 'ca.crt')}`
    expect(await hasTls(`${unnamed}?sslmode=verify-ca&${ca}`)).toBe(true)
    expect(await hasTls(`${named}?sslmode=verify-full&hostaddr=127.0.0.1&${ca}`)).toBe(true)
    expect(await refusalOf(`${unnamed}?sslmode=verify-full&${ca}`)).toContain(
      'the host as the certificate has it',
    )
  })
  it.each([
    ['a CA that nobody named', '?sslmode=verify-full', 'sslrootcert=/path/ca.crt'],
    [
      'a file that is not there',
      '?sslmode=verify-full&sslrootcert=/no/ca.crt',
      '/no/ca.crt, which cannot be read (ENOENT)',
    ],
  ])('refuses %s in words', async (_, query, words) =>
    expect(await refusalOf(named + query)).toContain(words),
  )
  it('refuses a server without TLS where TLS was wanted, and takes it where it was preferred', async () => {
    const plain = (await createTestDatabase()) ?? ''
    expect(await refusalOf(`${plain}?sslmode=require`)).toContain('sslmode=disable')
    expect(await hasTls(`${plain}?sslmode=prefer`)).toBe(false)
    expect(await hasTls(plain)).toBe(false)
  })
})

describe('what the server says is told, with what to do', () => {
  it.each([
    [
      'another role',
      (url: URL) => (url.username = 'nobody'),
      /role "nobody" does not exist \(28000\)\n.*DATABASE_URL/,
    ],
    [
      'no such database',
      (url: URL) => (url.pathname = '/gone'),
      /database "gone" does not exist \(3D000\)\nCreate/,
    ],
    [
      'no such host',
      (url: URL) => (url.hostname = 'db.invalid'),
      /(ENOTFOUND|EAI_AGAIN).*\nIs the database up/,
    ],
  ])('%s', async (_, change, words) => expect(await refusalOf(at(named, change))).toMatch(words))
})

it('the hosts of a URL are tried in turn', async () => {
  const { host } = new URL(unnamed)
  const two = unnamed.replace(host, `127.0.0.1:1,${host}`)
  await (await openPostgres(two)).close()
  expect(await refusalOf(unnamed.replace(host, '127.0.0.1:1,127.0.0.1:2'))).toContain('ECONNREFUSED')
})

it('a server that is made a standby is refused, also at a start, and taken as soon as it is promoted', async () => {
  const [row] = await admin`show data_directory`
  const data = String(row?.['data_directory'])
  const { uid, gid } = statSync(data)
  const control = (...args: string[]) =>
    execFileSync(join(findPostgres(), 'pg_ctl'), ['-D', data, '-w', ...args], {
      uid,
      gid,
      cwd: data,
      stdio: 'ignore',
    })
  const database = await openPostgres(unnamed)
  processDatabase.set(Promise.resolve(database))
  control('stop', '-m', 'fast')
  expect(await checkDatabase()).toBe('database')
  writeFileSync(join(data, 'standby.signal'), '')
  chownSync(join(data, 'standby.signal'), uid, gid)
  control('start', '-l', join(data, 'log'), '-o', `-h 127.0.0.1 -p ${new URL(unnamed).port} -k ''`)
  expect(await checkDatabase()).toBe('database')
  expect(await refusalOf(unnamed)).toMatch(/is a standby.*\(25006\)\n.*primary/)
  control('promote')
  await expect.poll(() => checkDatabase(), { timeout: 10_000 }).toBe('ready')
  await database.close()
  processDatabase.set(undefined)
})

describe('a role that may not create', () => {
  it('runs the desk on a database that another role has migrated, and not before', async () => {
    await admin`create database plain`
    const owned = at(named, (url) => (url.pathname = '/plain'))
    const own = at(owned, (url) => {
      url.username = 'app%231'
      url.password = 'p%23%40%25%2Fss'
    })
    await expect(openPostgres(own)).rejects.toThrow(/permission denied.*\(42501\)\n.*DATABASE_DIRECT_URL/)
    await expect(openPostgres(own, { isMigrating: false })).rejects.toThrow('npm run db:migrate')
    expect(await migratePostgres(owned)).toBeGreaterThan(0)
    expect(await migratePostgres(owned)).toBe(0)
    const owner = postgres(owned, { max: 1, onnotice: () => {} })
    for (const schema of ['public', 'drizzle']) {
      await owner.unsafe(`grant usage on schema ${schema} to "app#1"`)
      await owner.unsafe(`grant all on all tables in schema ${schema} to "app#1"`)
      await owner.unsafe(`grant all on all sequences in schema ${schema} to "app#1"`)
    }
    for (const isMigrating of [true, false]) {
      const database = await openPostgres(own, { isMigrating })
      processDatabase.set(Promise.resolve(database))
      expect(await checkDatabase()).toBe('ready')
      await database.close()
    }
    const database = await openPostgres(own, { isMigrating: false })
    processDatabase.set(Promise.resolve(database))
    await owner`revoke insert on links from "app#1"`
    expect(await checkDatabase()).toBe('database')
    await owner`grant insert on links to "app#1"`
    expect(await checkDatabase()).toBe('ready')
    await owner`alter database plain set default_transaction_read_only = on`
    await owner`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app#1'`
    await expect.poll(() => checkDatabase()).toBe('database')
    await owner.begin('read write', (tx) => tx`alter database plain set default_transaction_read_only = off`)
    await owner`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app#1'`
    await expect.poll(() => checkDatabase()).toBe('ready')
    await database.close()
    processDatabase.set(undefined)
    await owner.end()
  })
})
