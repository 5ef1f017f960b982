import { randomUUID } from 'node:crypto'

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
