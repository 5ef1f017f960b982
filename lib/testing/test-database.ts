import { randomUUID } from 'node:crypto'

import postgres from 'postgres'

import { openPgliteIn, openPostgres, type Database } from '@/lib/db/open'

/** A fresh, migrated database: on the server of TEST_DATABASE_URL, else PGlite in memory. `close` when done. */
export const openTestDatabase = async (): Promise<Database> => {
  const server = process.env['TEST_DATABASE_URL']
  return server ? openOnServer(server) : openPgliteIn()
}

const openOnServer = async (server: string): Promise<Database> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return openPostgres(url.toString())
}
