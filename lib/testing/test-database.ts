import { randomUUID } from 'node:crypto'

import postgres from 'postgres'

import { openPgliteIn, openPostgres, type Database } from '@/lib/db/open'

/** A fresh, migrated database: on the server of TEST_DATABASE_URL, else PGlite in memory. `close` when done. */
export const openTestDatabase = async (): Promise<Database> => {
  const url = await createTestDatabase()
  return url ? openPostgres(url) : openPgliteIn()
}

/** The URL of a new, empty database on the server of TEST_DATABASE_URL; null without one. */
export const createTestDatabase = async (): Promise<string | null> => {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) return null
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}
