import 'server-only'
import { errorCode } from '@/lib/core/error-code'
import { PlainError } from '@/lib/core/plain-error'
import { noteSettings } from '@/lib/db/note-settings'
import { type Db, openDatabase } from '@/lib/db/open'
import { closeOutbox } from '@/lib/db/outbox'
import { log, takeConsole } from '@/lib/log'
import { parseFaults } from '@/lib/sandbox/faults'
import { serveSandbox } from '@/lib/sandbox/serve-sandbox'
import {
  isSignalOurs,
  publishAuthOrigin,
  settings,
  settingValues,
  setSandboxOrigins,
} from '@/lib/settings/env'

import { onStop, stopOnSignal } from './stop-desk'
import { startSweeper } from './sweeper'
import { watchTraffic } from './traffic'
import { startWebhookSender } from './webhook-sender'

/** Everything that must stand before the first request. A desk that cannot start says why in plain words and ends. */
export const startDesk = async () => {
  try {
    const { mode, isProduction } = settings()
    if (isProduction) takeConsole()
    if (isSignalOurs()) stopOnSignal()
    watchTraffic()
    publishAuthOrigin()
    const { db, engine } = await openDatabase()
    await noteSettings(db, settingValues(), new Date())
    if (mode === 'sandbox') await startSandbox()
    onStop('sweep', startSweeper())
    await startWebhooks(db)
    log().info({ mode, engine }, 'Connect Desk is up')
  } catch (error) {
    process.stderr.write(`\n${error instanceof PlainError ? error.message : describe(error)}\n\n`)
    process.exit(1)
  }
}

const describe = (error: unknown) => {
  const reason = errorCode(error) ?? (error instanceof Error ? error.name : 'unknown')
  return `Connect Desk cannot start (${reason}). Is the database reachable, and are the ports free?`
}

const startWebhooks = async (db: Db) => {
  const { receiver } = settings()
  if (receiver) onStop('webhooks', startWebhookSender(receiver))
  else await closeOutbox(db)
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
