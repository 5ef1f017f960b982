import 'server-only'
import { listOrphanKeys } from '@/lib/api-keys/list'
import { canManageDesk } from '@/lib/core/actor'
import { nangoCloudHost } from '@/lib/core/connect-url'
import { isLoopback, machineRoutes } from '@/lib/core/desk-routes'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { readDatabaseFacts } from '@/lib/db/check-database'
import { readLinkOriginFacts } from '@/lib/db/nango-states'
import { listFailedAttempts } from '@/lib/links/record-failures'
import { readMailStatus } from '@/lib/mail/read'
import { settings } from '@/lib/settings/env'
import { readWebhookStatus } from '@/lib/webhooks/read-status'
import { version } from '@/package.json'

import { findObstacle } from './find-obstacle'
import { isProxyUndeclared } from './mark-forwarded'
import { lastTurn, mailLoop, sweepLoop } from './mark-turn'
import type { DeskFacts, DeskStatus, ObstaclesView } from './view'

/** What this desk and its replicas know: the last webhooks both ways, where links lead, the database. Asks nobody. For admins. */
export async function readDeskStatus(ctx: StaffCtx): Promise<Result<DeskStatus>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const [webhooks, mail, failedAttempts, linkOrigin, database, orphanKeys] = await Promise.all([
    readWebhookStatus(ctx),
    readMailStatus(ctx),
    listFailedAttempts(ctx),
    readLinkOriginFacts(ctx.db, ctx.nango.host),
    readDatabaseFacts(ctx.db),
    listOrphanKeys(ctx),
  ])
  return succeed({
    ...webhooks,
    mail,
    failedAttempts,
    linkOrigin,
    obstacles: findObstacles(deskFacts(), linkOrigin.pinned),
    database,
    orphanKeys,
    sweptAt: lastTurn(sweepLoop),
    mailedAt: lastTurn(mailLoop),
  })
}

/**
 * What keeps customers from what links name, and Nango Cloud from the desk; `pinnedOrigin` is where links were learned
 * to lead. Where the desk itself is for this machine only, links may be too.
 */
export function findObstacles(facts: DeskFacts, pinnedOrigin: string | null): ObstaclesView {
  const { appOrigin, apiUrlInLinks, connectOrigin, customerOrigin, isSandbox, nangoHost, webhookUrl } = facts
  const isForAll = appOrigin !== null && !isLoopback(new URL(appOrigin).hostname)
  const ofCustomers = (url: string | null, from: string | null = null) =>
    isForAll && url ? findObstacle(url, from) : null
  const linkOrigin = connectOrigin ?? pinnedOrigin
  return {
    links: ofCustomers(linkOrigin),
    apiUrlInLinks: ofCustomers(apiUrlInLinks, linkOrigin),
    customers: ofCustomers(customerOrigin),
    webhooks: !isSandbox && nangoHost === nangoCloudHost ? findObstacle(webhookUrl) : null,
  }
}

/** What the status page says of the settings: nothing secret. */
export function deskFacts(): DeskFacts {
  const { appOrigin, auth, customerOrigin, database, mail, nango, receiver, retention, sandbox } = settings()
  const { timeZone, trustedProxies } = settings()
  return {
    version,
    isSandbox: sandbox !== null,
    appOrigin,
    customerOrigin,
    nangoHost: nango.host,
    connectOrigin: nango.connectOrigin,
    apiUrlInLinks: nango.apiUrlInLinks,
    hasSigningKey: nango.webhookSigningKeys.length > 0,
    webhookUrl: appOrigin ? `${appOrigin}${machineRoutes.nangoWebhook()}` : (sandbox?.webhookUrl ?? ''),
    databaseEngine: database ? 'PostgreSQL' : 'PGlite',
    receiverOrigin: receiver ? new URL(receiver.url).origin : null,
    mailFrom: mail && mail.from.address,
    isMailReal: mail?.smtp != null,
    timeZone,
    trustedProxies,
    isProxyUndeclared: isProxyUndeclared(),
    adminEmails: auth.adminEmails,
    ...retention,
  }
}
