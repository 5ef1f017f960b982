import 'server-only'
import { recordSettings } from '@/lib/audit/record'
import { errorCode, PlainError } from '@/lib/core/errors'
import { DeskCtx } from '@/lib/ctx'
import { explainQueryError } from '@/lib/db/explain'
import { openDatabase } from '@/lib/db/open'
import { trackRequests } from '@/lib/guards/traffic'
import { log, captureConsole } from '@/lib/log'
import { carryBySmtp, type Carrier } from '@/lib/mail/carry'
import { abandonMails, unblockServer } from '@/lib/mail/deliver'
import { openNango } from '@/lib/nango/client'
import {
  isSignalOurs,
  publishAuthOrigin,
  settings,
  settingValues,
  settingWarnings,
  setSandboxOrigins,
} from '@/lib/settings/env'
import { startMetrics } from '@/lib/telemetry/metrics'
import { flushRefusedWebhooks } from '@/lib/webhooks/count-refused'
import { abandonWebhooks } from '@/lib/webhooks/deliver'

import { startMailSender } from './mail-sender'
import { onStop, stopOnSignal } from './stop'
import { startSweeper } from './sweeper'
import { startWebhookSender } from './webhook-sender'

/** Everything that must stand before the first request. A desk that cannot start says why in plain words and ends. */
export async function startDesk() {
  let step: Step = 'settings'
  try {
    const { mode, isProduction } = settings()
    if (isProduction) captureConsole()
    for (const warning of settingWarnings()) log().warn(warning)
    if (isSignalOurs()) stopOnSignal()
    trackRequests()
    await openEyes()
    publishAuthOrigin()
    step = 'database'
    const { db, engine } = await openDatabase()
    await recordSettings(db, settingValues(), new Date())
    step = 'sandbox'
    const mailbox = mode === 'sandbox' ? await startSandbox() : null
    step = 'database'
    onStop('sweep', startSweeper())
    const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date() })
    await startWebhooks(ctx)
    await startMails(ctx, mailbox)
    log().info({ mode, engine }, 'Connect Desk is up')
  } catch (error) {
    process.stderr.write(`\n${error instanceof PlainError ? error.message : describe(error, step)}\n\n`)
    process.exit(1)
  }
}

/** Metrics and traces. Neither library is loaded where nobody reads what it makes. */
const openEyes = async () => {
  const { metricsToken, traces } = settings()
  if (metricsToken !== null) await startMetrics()
  if (traces === null) return
  const { startTracing } = await import('@/lib/telemetry/start-tracing')
  startTracing(traces)
}

type Step = keyof typeof suspects

/** What an error that says nothing of itself may come of, by what was being done. */
const suspects = {
  settings: () => 'This is a fault of Connect Desk, not of a setting or the database.',
  database: () => {
    const { database, dataDir } = settings()
    return database
      ? 'Is the database of DATABASE_URL reachable?'
      : `Can this process write to DESK_DATA_DIR, which is ${dataDir}?`
  },
  sandbox: () => 'May this process listen on SANDBOX_PORT?',
}

const describe = (error: unknown, step: Step) => {
  const said = explainQueryError(error)
  if (said !== null) return `Connect Desk cannot start. ${said}`
  const reason = errorCode(error) ?? (error instanceof Error ? error.name : 'unknown')
  return `Connect Desk cannot start (${reason}). ${suspects[step]()}`
}

const startWebhooks = async (ctx: DeskCtx) => {
  const { receiver } = settings()
  onStop('count of refused webhooks', flushRefusedWebhooks)
  if (receiver) onStop('webhooks', startWebhookSender(receiver))
  else await abandonWebhooks(ctx)
}

/** Through the server of the settings; in the sandbox, where there is none, into its mailbox. */
const startMails = async (ctx: DeskCtx, mailbox: Carrier | null) => {
  const smtp = settings().mail?.smtp
  const carry = smtp ? carryBySmtp(smtp) : mailbox
  if (!carry) return abandonMails(ctx)
  await unblockServer(ctx)
  onStop('mails', startMailSender(carry))
}

/** Returns what puts a mail into its mailbox. */
const startSandbox = async (): Promise<Carrier | null> => {
  const { nango, sandbox } = settings()
  if (!sandbox) return null
  const options = {
    apiKey: nango.apiKey,
    webhookSigningKey: nango.webhookSigningKeys[0] ?? '',
    host: sandbox.bindHost,
    publicHost: sandbox.publicHost,
    linkSeconds: sandbox.linkSeconds,
    faults: sandbox.faults,
    exampleConnections: sandbox.connections,
    webhookUrl: sandbox.webhookUrl,
  }
  const { serveSandbox } = await import('@/lib/sandbox/serve-sandbox')
  const server = await serveSandbox({ ...options, port: sandbox.port }).catch((error: unknown) => {
    if (errorCode(error) !== 'EADDRINUSE') throw error
    return serveSandbox({ ...options, port: 0 })
  })
  setSandboxOrigins(server.origin, server.publicOrigin)
  return async ({ messageId, from, to, createdAt, content: { subject, text } }, handOver) => {
    if (!(await handOver())) return { kind: 'not_ours' }
    server.takeMail({ id: messageId.split('@')[0] ?? '', from: from.name, to, at: createdAt, subject, text })
    return { kind: 'sent', said: { code: 250, answer: 'In the mailbox of the sandbox', fault: null } }
  }
}
