import 'server-only'
import { createHmac } from 'node:crypto'

import { z } from 'zod'

import { fingerprintKeyName, receiverSetting, type SettingValue } from './core/setting-value'
import { filledOf, SettingsInput } from './settings-input'

/** What may stand in the audit log as it is. Every other setting counts as a secret. */
const publicNames = new Set<string>([
  'NODE_ENV',
  'SHUTDOWN_DELAY_SECONDS',
  'LOG_LEVEL',
  'NANGO_HOST',
  'NANGO_PUBLIC_API_URL',
  'NANGO_CONNECT_URL',
  'DESK_DATA_DIR',
  'AUTH_GOOGLE_CLIENT_ID',
  'AUTH_ENTRA_CLIENT_ID',
  'AUTH_ENTRA_TENANT_ID',
  'AUTH_OIDC_ISSUER',
  'AUTH_OIDC_CLIENT_ID',
  'AUTH_OIDC_NAME',
  'STAFF_DOMAINS',
  'ADMIN_EMAILS',
  'APP_ORIGIN',
  'LATE_CONNECTION_ALARMS',
  'EVENT_RETENTION_DAYS',
  'WEBHOOK_RETENTION_DAYS',
  'API_RATE_LIMIT_PER_MINUTE',
  'STAFF_RATE_LIMIT_PER_MINUTE',
  'ADDRESS_RATE_LIMIT_PER_MINUTE',
  'TRUSTED_PROXIES',
  'ALLOW_SANDBOX',
  'ALLOW_HTTP',
  'DESK_LAN',
  'SANDBOX_PORT',
  'SANDBOX_LINK_SECONDS',
  'SANDBOX_FAULTS',
  'SANDBOX_CONNECTIONS',
] satisfies (keyof SettingsInput)[])

/** Differs between the processes of one desk. */
const ownOfProcess = new Set(['PORT'])

/**
 * Every setting as it may be stored: public ones as they were understood, secret ones as an HMAC under the auth secret,
 * which no database holds.
 */
export const toSettingValues = (
  environment: Record<string, string | undefined>,
  authSecret: string,
): SettingValue[] => {
  const filled = filledOf(environment)
  const understood: Record<string, unknown> = SettingsInput.parse(filled)
  const secrets: Record<string, string | undefined> = { ...filled, [fingerprintKeyName]: authSecret }
  return Object.keys(SettingsInput.shape)
    .filter((name) => !ownOfProcess.has(name))
    .map((name) => {
      if (publicNames.has(name)) return { name, value: Understood.parse(understood[name]), isSecret: false }
      const print = fingerprint(name, secrets[name], authSecret)
      return {
        name,
        value: name === receiverSetting ? withOrigin(secrets[name], print) : print,
        isSecret: true,
      }
    })
}

const withOrigin = (url: string | undefined, print: string) =>
  url === undefined ? '' : `${new URL(url).origin} ${print}`

/** A parsed setting as one line of text. */
const Understood = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
  .default('')
  .transform(String)

const fingerprint = (name: string, value: string | undefined, key: string) =>
  value === undefined ? '' : createHmac('sha256', key).update(`${name}\n${value}`).digest('hex')
