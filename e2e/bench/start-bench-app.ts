import { randomUUID } from 'node:crypto'

import postgres from 'postgres'

import { minuteMs } from '@/lib/core/time'
import { type Db, openPglite, openPostgres } from '@/lib/db/open'
import { useTestSettings } from '@/lib/testing/test-settings'
import { startPostgres } from '@/lib/testing/workshop/postgres-server'

import { openPgliteDesk } from '../fixtures/open-pglite-desk'
import type { RunningApp } from '../fixtures/start-app'

/** The built app in real mode on PGlite before an upstream. */
export async function startBenchApp(upstreamOrigin: string, apiKey: string): Promise<RunningApp> {
  const desk = await openPgliteDesk(`bench-${randomUUID().slice(0, 8)}`, upstreamOrigin, apiKey)
  const app = await desk.start()
  const stop = async () => {
    await app.stop()
    await desk.close()
  }
  return { ...app, stop }
}

export const engines = ['PGlite', 'PostgreSQL'] as const
export type Engine = (typeof engines)[number]

/** The same on either database, which `prepare` gets before. */
export async function startPreparedApp(
  engine: Engine,
  upstreamOrigin: string,
  prepare: (db: Db) => Promise<void>,
): Promise<RunningApp> {
  useTestSettings()
  const desk = await openPgliteDesk(`bench-${randomUUID().slice(0, 8)}`, upstreamOrigin, randomUUID())
  const server = engine === 'PostgreSQL' ? await startPostgres() : null
  const url = server ? await emptyDatabase(server.url) : null
  // The desk's own connections let no statement take as long as this may.
  const patience = { statementMs: 0, silentMs: 10 * minuteMs }
  const { db, close } = await (url ? openPostgres(url, { patience }) : openPglite(desk.dataDir))
  await prepare(db)
  await close()
  const app = await desk.start(url ? { DATABASE_URL: url } : {})
  const stop = async () => {
    await app.stop()
    await desk.close()
    server?.stop()
  }
  return { ...app, stop }
}

async function emptyDatabase(serverUrl: string): Promise<string> {
  const url = new URL(serverUrl)
  url.pathname = `/bench_${Date.now()}`
  const admin = postgres(serverUrl, { max: 1 })
  await admin.unsafe(`create database ${url.pathname.slice(1)}`)
  await admin.end()
  return url.href
}
