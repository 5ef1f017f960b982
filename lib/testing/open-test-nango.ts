import { createNango } from '@/lib/nango/client'

import { signingKey, validEnvironment } from './test-settings'

/** The Nango room of a process of its own, for a sandbox at `host` whose links lead to `publicOrigin`. */
export const openTestNango = (host: string, publicOrigin: string) =>
  createNango({
    apiKey: validEnvironment.NANGO_API_KEY,
    host,
    apiUrlInLinks: publicOrigin,
    connectOrigin: null,
    webhookSigningKeys: [signingKey],
    warnsOfLate: true,
  })
