import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { expect } from 'playwright/test'

import { serveSandbox } from '@/lib/sandbox/serve-sandbox'
import { startFaultServer } from '@/lib/testing/fault-server'

import { recordPost } from './bench/record-post'
import { appTest } from './fixtures/app-test'
import { openPgliteDesk } from './fixtures/open-pglite-desk'

const delaySeconds = 2
/** Longer than the delay, so that the answers of Nango come when new connections are refused already. */
const nangoMs = 4_000
const created = { method: 'POST', path: '/connect/sessions' }

appTest(
  'told to stop under load, it is not ready first, finishes what it began, and loses nothing',
  async ({ browser }) => {
    appTest.setTimeout(240_000)
    const apiKey = randomUUID()
    const sandbox = await serveSandbox({ host: '127.0.0.1', port: 0, apiKey, webhookSigningKey: 'key' })
    const faults = await startFaultServer({ target: sandbox.origin })
    const desk = await openPgliteDesk('stopping', faults.origin, apiKey)
    const app = await desk.start({ SHUTDOWN_DELAY_SECONDS: String(delaySeconds) })
    const post = await recordPost(browser, app.origin)
    const readReady = async () => {
      const answer = await fetch(`${app.origin}/api/ready`, { headers: { connection: 'close' } })
      return { status: answer.status, body: (await answer.json()) as unknown }
    }
    expect(await readReady()).toMatchObject({ status: 200, body: { status: 'ready' } })

    const acknowledged: string[] = []
    let answered = 0
    const send = async (intentKey: string) => {
      const status = await post(intentKey).catch(() => 0)
      answered += 1
      if (status === 200) acknowledged.push(intentKey)
    }
    faults.reset()
    faults.setFault(created, { kind: 'slow', delayMs: nangoMs })
    const keys = Array.from({ length: 8 }, () => randomUUID())
    const sent = keys.map(send)
    const arrived = () => faults.calls().filter(({ path }) => path === created.path).length
    await expect.poll(arrived).toBe(keys.length)

    // Somebody who is nobody, and whose body never comes, holds up nothing.
    const { port } = new URL(app.origin)
    const slow = connect(Number(port), 'localhost')
    slow.write('POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nx')
    let slowAnswer = ''
    slow.on('data', (part: Buffer) => (slowAnswer += part.toString()))

    const stopped = app.stop()
    await expect
      .poll(readReady)
      .toMatchObject({ status: 503, body: { status: 'not ready', reason: 'stopping' } })
    // Until the balancer has noticed, requests still come, and are answered.
    const lateKey = randomUUID()
    sent.push(send(lateKey))
    await expect.poll(arrived).toBe(keys.length + 1)
    const isRefused = () =>
      fetch(`${app.origin}/api/health`).then(
        () => false,
        () => true,
      )
    await expect.poll(isRefused, { intervals: [50] }).toBe(true)
    expect(answered).toBe(0)

    await Promise.all(sent)
    await stopped
    expect(slowAnswer).toMatch(/^HTTP\/1\.1 503 /)
    expect(acknowledged.toSorted()).toEqual([...keys, lateKey].toSorted())
    expect(existsSync(join(desk.dataDir, 'database.lock'))).toBe(false)
    const lastLine = app.readLog().trim().split('\n').at(-1) ?? ''
    expect(JSON.parse(lastLine)).toMatchObject({ isAllAnswered: true, isClosed: true })

    expect(await readLinks(desk.dataDir)).toEqual(
      new Map(acknowledged.map((key) => [key, { state: 'active', isKept: true }])),
    )
    faults.reset()
    const again = await desk.start()
    expect((await fetch(`${again.origin}/api/ready`)).status).toBe(200)
    await again.stop()
    await desk.close()
    await faults.close()
    await sandbox.close()
  },
)

/** By intent key, whether the link is live and its token there; without the first one, which the browser made. */
async function readLinks(dataDir: string) {
  const client = await PGlite.create({ dataDir: join(dataDir, 'database'), extensions: { pg_trgm } })
  const { rows } = await client.query<{ key: string; state: string; isKept: boolean }>(
    `select intent_key as key, state, sealed_token is not null as "isKept" from links order by id offset 1`,
  )
  await client.close()
  return new Map(rows.map(({ key, ...link }) => [key, link]))
}
