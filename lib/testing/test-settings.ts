import { tmpdir } from 'node:os'

import { processSettings } from '@/lib/settings/env'
import { readSettings, type Settings } from '@/lib/settings/read'

/** What the test sandbox signs its webhooks with. */
export const signingKey = 'signing-key'

/** What the desk signs the webhooks with that it sends. */
export const webhookSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`

/** A whole and valid environment of a desk that talks to a Nango; nothing in it is real. */
export const validEnvironment = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  NANGO_API_KEY: '4f5c6d1e-8a39-4a5c-9a53-0c6e0e6a7b11',
  NANGO_HOST: 'http://127.0.0.1:1',
  APP_ORIGIN: 'https://desk.example.com',
  NEXTAUTH_SECRET: 'a-test-secret-of-more-than-32-characters',
  DESK_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  DESK_DATA_DIR: tmpdir(),
  AUTH_OIDC_ISSUER: 'https://sso.example.com',
  AUTH_OIDC_CLIENT_ID: 'desk',
  AUTH_OIDC_CLIENT_SECRET: 'oidc-secret',
  STAFF_DOMAINS: 'example.com',
  ADMIN_EMAILS: 'admin@example.com',
}

/** What a desk with hand-off links has besides. */
export const customerSettings = { CUSTOMER_ORIGIN: 'https://connect.example.com' }

/** Makes this process's settings those of `validEnvironment`, with changes. */
export function useTestSettings(changes: Record<string, string> = {}): Settings {
  const settings = readSettings({ ...validEnvironment, ...changes })
  processSettings.set(settings)
  return settings
}
