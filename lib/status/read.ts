import 'server-only'
import { listOrphanKeys } from '@/lib/api-keys/store'
import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { machineRoutes } from '@/lib/core/routes'
import type { StaffCtx } from '@/lib/ctx'
import { readDatabaseFacts } from '@/lib/db/check-database'
import { readLinkOriginFacts } from '@/lib/db/nango-states'
import { isProxyUndeclared } from '@/lib/guards/client-address'
import { integrationLabelByKey } from '@/lib/integrations/list'
import { listFailedAttempts, type StoredAttempts } from '@/lib/links/store/unsettled'
import { isAttemptFailure } from '@/lib/links/words'
import { settings } from '@/lib/settings/env'
import { toSentWebhookView } from '@/lib/webhooks/deliver'
import { countRefusedWebhooks, listDeliveries, type StoredDelivery } from '@/lib/webhooks/store/incoming'
import { countOutgoing, listOutgoing } from '@/lib/webhooks/store/outgoing'
import { type OutgoingView, webhookOutcomeWords } from '@/lib/webhooks/view'
import { version } from '@/package.json'

import type { DeliveryView, DeskFacts, DeskStatus } from './view'

const mostDeliveries = 20

/** What this desk and its replicas know: the last webhooks both ways, where links lead, the database. Asks nobody. For admins. */
export async function readDeskStatus(ctx: StaffCtx): Promise<Result<DeskStatus>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const [deliveries, refusedWebhooks, failed, outgoing, linkOrigin, database, orphanKeys] = await Promise.all(
    [
      listDeliveries(ctx.db, mostDeliveries),
      countRefusedWebhooks(ctx.db, ctx.now()),
      listFailedAttempts(ctx.db),
      readOutgoing(ctx),
      readLinkOriginFacts(ctx.db, ctx.nango.host),
      readDatabaseFacts(ctx.db),
      listOrphanKeys(ctx.db, ctx.now()),
    ],
  )
  return succeed({
    deliveries: deliveries.map(toView),
    refusedWebhooks,
    failedAttempts: failed.flatMap((one) => toAttemptsView(ctx, one) ?? []),
    outgoing,
    linkOrigin,
    database,
    orphanKeys,
  })
}

/** By the name that the catalogue last said, without asking. */
const toAttemptsView = (ctx: StaffCtx, { integrationKey, kind, count, lastAt }: StoredAttempts) =>
  isAttemptFailure(kind)
    ? {
        integration: integrationLabelByKey(ctx, integrationKey),
        integrationKey,
        kind,
        count,
        lastAt: lastAt.toISOString(),
      }
    : null

const readOutgoing = async (ctx: StaffCtx): Promise<OutgoingView> => {
  const [counts, webhooks] = await Promise.all([countOutgoing(ctx.db), listOutgoing(ctx.db, mostDeliveries)])
  return { ...counts, webhooks: webhooks.map(toSentWebhookView) }
}

const outcomeWords: Record<string, string> = webhookOutcomeWords

const toView = ({ id, receivedAt, success, ...delivery }: StoredDelivery): DeliveryView => ({
  id,
  receivedAt: receivedAt.toISOString(),
  type: delivery.type,
  operation: delivery.operation,
  isSuccess: success,
  integrationKey: delivery.integrationKey,
  outcome: outcomeWords[delivery.outcome] ?? delivery.outcome,
})

/** What the status page says of the settings: nothing secret. */
export function deskFacts(): DeskFacts {
  const { appOrigin, auth, databaseUrl, nango, receiver, retention, sandbox, trustedProxies } = settings()
  return {
    version,
    isSandbox: sandbox !== null,
    appOrigin,
    nangoHost: nango.host,
    connectOrigin: nango.connectOrigin,
    apiUrlInLinks: nango.apiUrlInLinks,
    hasSigningKey: nango.webhookSigningKeys.length > 0,
    webhookUrl: appOrigin ? `${appOrigin}${machineRoutes.nangoWebhook()}` : (sandbox?.webhookUrl ?? ''),
    databaseEngine: databaseUrl ? 'PostgreSQL' : 'PGlite',
    receiverOrigin: receiver ? new URL(receiver.url).origin : null,
    trustedProxies,
    isProxyUndeclared: isProxyUndeclared(),
    adminEmails: auth.adminEmails,
    ...retention,
  }
}
