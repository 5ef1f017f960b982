import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import postgres from 'postgres'

import { openPostgres, type Database } from '@/lib/db/open'

/** A fresh, migrated database: on the server of TEST_DATABASE_URL, else PGlite in memory. `close` when done. */
export const openTestDatabase = async (): Promise<Database> => {
  const server = process.env['TEST_DATABASE_URL']
  return server ? openOnServer(server) : openInMemory()
}

const openInMemory = async (): Promise<Database> => {
  const client = await PGlite.create()
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: join(process.cwd(), 'lib/db/migrations') })
  return { db, engine: 'pglite', close: () => client.close() }
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
