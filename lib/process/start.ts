import 'server-only'
import { recordSettings } from '@/lib/audit/record'
import { errorCode, PlainError } from '@/lib/core/errors'
import { DeskCtx } from '@/lib/ctx'
import { explainQueryError } from '@/lib/db/explain'
import { openDatabase } from '@/lib/db/open'
import { trackRequests } from '@/lib/guards/traffic'
import { log, captureConsole } from '@/lib/log'
import { openNango } from '@/lib/nango/client'
import { parseFaults } from '@/lib/sandbox/options'
import { serveSandbox } from '@/lib/sandbox/serve-sandbox'
import {
  isSignalOurs,
  publishAuthOrigin,
  settings,
  settingValues,
  setSandboxOrigins,
} from '@/lib/settings/env'
import { flushRefusedWebhooks } from '@/lib/webhooks/count-refused'
import { abandonWebhooks } from '@/lib/webhooks/deliver'

import { onStop, stopOnSignal } from './stop'
import { startSweeper } from './sweeper'
import { startWebhookSender } from './webhook-sender'

/** Everything that must stand before the first request. A desk that cannot start says why in plain words and ends. */
export async function startDesk() {
  try {
    const { mode, isProduction } = settings()
    if (isProduction) captureConsole()
    if (isSignalOurs()) stopOnSignal()
    trackRequests()
    publishAuthOrigin()
    const { db, engine } = await openDatabase()
    await recordSettings(db, settingValues(), new Date())
    if (mode === 'sandbox') await startSandbox()
    onStop('sweep', startSweeper())
    await startWebhooks(new DeskCtx({ db, nango: openNango(), now: () => new Date() }))
    log().info({ mode, engine }, 'Connect Desk is up')
  } catch (error) {
    process.stderr.write(`\n${error instanceof PlainError ? error.message : describe(error)}\n\n`)
    process.exit(1)
  }
}

const describe = (error: unknown) => {
  const said = explainQueryError(error)
  if (said !== null) return `Connect Desk cannot start. ${said}`
  const reason = errorCode(error) ?? (error instanceof Error ? error.name : 'unknown')
  return `Connect Desk cannot start (${reason}). Are the ports free?`
}

const startWebhooks = async (ctx: DeskCtx) => {
  const { receiver } = settings()
  onStop('count of refused webhooks', flushRefusedWebhooks)
  if (receiver) onStop('webhooks', startWebhookSender(receiver))
  else await abandonWebhooks(ctx)
}

const startSandbox = async () => {
  const { nango, sandbox } = settings()
  if (!sandbox) return
  const options = {
    apiKey: nango.apiKey,
    webhookSigningKey: nango.webhookSigningKeys[0] ?? '',
    host: sandbox.bindHost,
    publicHost: sandbox.publicHost,
    linkSeconds: sandbox.linkSeconds,
    faults: parseFaults(sandbox.faults),
    exampleConnections: sandbox.connections,
    webhookUrl: sandbox.webhookUrl,
  }
  const server = await serveSandbox({ ...options, port: sandbox.port }).catch((error: unknown) => {
    if (errorCode(error) !== 'EADDRINUSE') throw error
    return serveSandbox({ ...options, port: 0 })
  })
  setSandboxOrigins(server.origin, server.publicOrigin)
}
