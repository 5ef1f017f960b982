import { existsSync } from 'node:fs'

import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { type PostgresServer, startPostgres } from './postgres-server'

let server: PostgresServer

beforeAll(async () => {
  vi.stubEnv('TEST_DATABASE_URL', '')
  server = await startPostgres()
  vi.unstubAllEnvs()
})

afterAll(() => {
  server.stop()
})

async function ask(query: string): Promise<unknown> {
  const sql = postgres(server.url, { max: 1, connect_timeout: 2 })
  try {
    const [row] = await sql.unsafe(query).values()
    return row?.[0]
  } finally {
    await sql.end({ timeout: 1 })
  }
}

test('the cluster waits for no disk and listens on loopback only', async () => {
  // What is tested is never the end of a machine.
  expect(await ask('show fsync')).toBe('off')
  expect(await ask('show listen_addresses')).toBe('127.0.0.1')
  expect(new URL(server.url).hostname).toBe('127.0.0.1')
})

test('TEST_DATABASE_URL wins and is never stopped', async () => {
  vi.stubEnv('TEST_DATABASE_URL', server.url)
  const given = await startPostgres()
  vi.unstubAllEnvs()
  expect(given.url).toBe(server.url)
  given.stop()
  expect(await ask('select 1')).toBe(1)
})

test('a stopped server refuses, and its data is gone', async () => {
  const folder = String(await ask('show data_directory'))
  expect(existsSync(folder)).toBe(true)
  server.stop()
  await expect(ask('select 1')).rejects.toThrow()
  expect(existsSync(folder)).toBe(false)
  server.stop()
})
