import 'server-only'
import type { DeskFacts } from '@/lib/core/desk-status'
import { machineRoutes } from '@/lib/core/machine-routes'
import { settings } from '@/lib/settings/env'
import { version } from '@/package.json'

import { isProxyUndeclared } from './undeclared-proxy'

/** What the status page says of the settings: nothing secret. */
export const deskFacts = (): DeskFacts => {
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
