import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { z } from 'zod'

import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { type PostgresServer, startPostgres } from '@/lib/testing/workshop/postgres-server'

import { type DatabaseGate, startDatabaseGate } from './database-gate'
import { createLink } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'
import { createDatabase } from './fixtures/start-desk-app'
import { type SandboxApp, startSandboxApp } from './fixtures/start-sandbox-app'

// A network that at one moment drops what the open connections to the database say, and nobody watches.

const rounds = countOf(1, 20)
let server: PostgresServer
let gate: DatabaseGate
let sql: postgres.Sql
let app: SandboxApp
let origin: string

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  test.setTimeout(120_000)
  server = await startPostgres()
  const url = await createDatabase(server.url)
  gate = await startDatabaseGate(url)
  sql = postgres(url, { max: 1, onnotice: () => {} })
  app = await startSandboxApp('silent', {
    DATABASE_URL: gate.url,
    SANDBOX_LINK_SECONDS: String(countOf(10, 20)),
  })
  origin = app.origin
})
test.afterAll(async () => {
  await app.stop()
  await sql.end()
  await gate.shut()
  server.stop()
})
// oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
test.use({ baseURL: async ({}, use) => use(origin) })

const Ready = z.object({ status: z.string(), sweptAt: z.iso.datetime() })
const readReady = async () => {
  const answer = await fetch(`${origin}/api/ready`)
  return answer.ok ? Ready.parse(await answer.json()) : null
}
const agoMs = (at: number) => Date.now() - at

for (const many of [6, 10].slice(0, countOf(1, 2)))
  test(
    `${many} silent connections: all answers within 30 s, and no link outlives its end by a minute, ${rounds} times`,
    { tag: '@long' },
    async ({ page }) => {
      test.setTimeout(rounds * 120_000)
      for (let round = 0; round < rounds; round += 1) {
        await signInAs(page, 'Agent')
        await createLink(page, { customerId: `user_${many}_${round}`, integrations: ['GitHub'] })
        await Promise.all(Array.from({ length: 20 }, readReady))
        await page.goto('about:blank')
        const frozenAt = Date.now()
        expect(gate.freeze(many)).toBeGreaterThan(0)
        await expect.poll(readReady, { timeout: 30_000 }).toMatchObject({ status: 'ready' })
        // The sweep goes on too, and says so.
        await expect
          .poll(async () => Date.parse((await readReady())?.sweptAt ?? ''), {
            timeout: 30_000 - agoMs(frozenAt),
          })
          .toBeGreaterThan(frozenAt)
        const open = async () => (await sql`select id from links where state = 'active'`).length
        await expect.poll(open, { timeout: 80_000 }).toBe(0)
        const [link] = await sql`select max(ends_at) as end, count(sealed_token)::int as sealed from links`
        expect(agoMs(Number(link?.['end']))).toBeLessThan(60_000)
        expect(link?.['sealed']).toBe(0)
      }
      recordEvidence({
        attack: `${many} connections to the database fall silent, the built desk`,
        tried: rounds,
        outcome: 'ready within 30 s; the sweep goes on; no link a minute past its end',
      })
    },
  )
