import 'server-only'
import { doEach } from '@/lib/core/errors'
import type { DeskCtx } from '@/lib/ctx'
import { integrationLabel, loadIntegrationNames } from '@/lib/integrations/list'
import { readStoredLink } from '@/lib/links/read'
import { queueReceipt, queuesMail } from '@/lib/mail/queue'
import { type ReceiptDue, readReceiptsDue, receiptMs } from '@/lib/mail/read'
import { writeHtml } from '@/lib/mail/write-html'
import { settings } from '@/lib/settings/env'

import { type ReceiptFacts, renderReceipt } from './render-receipt'
import { writeParties } from './write'

/** Queues the receipts of links that were mailed and are connected. One that cannot be written now does not hold up the others. */
export async function mailReceipts(ctx: DeskCtx): Promise<void> {
  if (!queuesMail()) return
  await doEach(await readReceiptsDue(ctx), (due) => mailReceipt(ctx, due))
}

const mailReceipt = async (ctx: DeskCtx, due: ReceiptDue): Promise<void> => {
  const { linkId, recipient } = due
  const facts = await readFacts(ctx, due)
  if (!facts) return
  const { language, connectedAt } = facts
  const { subject, body: text } = renderReceipt(facts)
  const mail = { subject, text, html: writeHtml({ text, url: null, language }), language }
  const notAfter = new Date(connectedAt.getTime() + receiptMs)
  await ctx.db.transaction((tx) =>
    queueReceipt(tx, { ...mail, linkId, to: recipient, at: ctx.now(), notAfter }),
  )
}

const readFacts = async (ctx: DeskCtx, { linkId, language }: ReceiptDue): Promise<ReceiptFacts | null> => {
  await loadIntegrationNames(ctx)
  const link = await readStoredLink(ctx, linkId)
  if (!link?.connectedAt) return null
  return {
    ...writeParties(link, language ?? link.language ?? 'en'),
    integrations: link.integrations.map((one) => integrationLabel(ctx, one)),
    isReconnect: link.reconnectsId !== null,
    zone: settings().timeZone,
    connectedAt: link.connectedAt,
  }
}
