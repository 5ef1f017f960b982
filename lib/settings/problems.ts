import 'server-only'
import { isLoopback } from '@/lib/core/desk-routes'

import type { SettingsInput } from './catalogue'

const required = ['APP_ORIGIN', 'NEXTAUTH_SECRET', 'DESK_ENCRYPTION_KEYS'] as const

const providers = {
  AUTH_GOOGLE: ['AUTH_GOOGLE_CLIENT_ID', 'AUTH_GOOGLE_CLIENT_SECRET'],
  AUTH_ENTRA: ['AUTH_ENTRA_CLIENT_ID', 'AUTH_ENTRA_CLIENT_SECRET', 'AUTH_ENTRA_TENANT_ID'],
  AUTH_OIDC: ['AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET', 'AUTH_OIDC_ISSUER'],
} as const

type Problems = Record<string, string[]>

/** Problems of settings that are well-formed one by one but do not go together. */
export function problemsOf(input: SettingsInput): Problems {
  if (input.NANGO_API_KEY && input.NANGO_SECRET_KEY)
    return { NANGO_SECRET_KEY: ['is the old name of NANGO_API_KEY; set only one of them'] }
  const isReal = input.NANGO_API_KEY || input.NANGO_SECRET_KEY
  return {
    ...(isReal ? nangoProblems(input) : sandboxProblems(input)),
    ...receiverProblems(input),
    ...httpProblems(input),
  }
}

const receiverProblems = ({ DESK_WEBHOOK_URL, DESK_WEBHOOK_SECRET }: SettingsInput): Problems => {
  if (!DESK_WEBHOOK_URL)
    return DESK_WEBHOOK_SECRET ? { DESK_WEBHOOK_URL: ['is missing beside its companion'] } : {}
  return DESK_WEBHOOK_SECRET ? {} : { DESK_WEBHOOK_SECRET: ['is missing beside its companion'] }
}

const addresses = [
  'APP_ORIGIN',
  'NANGO_HOST',
  'NANGO_PUBLIC_API_URL',
  'NANGO_CONNECT_URL',
  'AUTH_OIDC_ISSUER',
  'DESK_WEBHOOK_URL',
] as const

const isPlain = (text: string | undefined) => {
  const url = text === undefined ? null : new URL(text)
  return url?.protocol === 'http:' && !isLoopback(url.hostname)
}

/** Over plain http anybody on the way reads sessions, keys and links. */
const httpProblems = (input: SettingsInput): Problems => {
  if (input.NODE_ENV !== 'production' || input.ALLOW_HTTP) return {}
  return Object.fromEntries(
    addresses
      .filter((name) => isPlain(input[name]))
      .map((name) => [name, ['must be https in production (or set ALLOW_HTTP=1 to do without on purpose)']]),
  )
}

const sandboxProblems = (input: SettingsInput): Problems =>
  input.NODE_ENV === 'production' && !input.ALLOW_SANDBOX
    ? { NANGO_API_KEY: ['is required in production (or set ALLOW_SANDBOX=1 to run the sandbox on purpose)'] }
    : {}

const nangoProblems = (input: SettingsInput): Problems => {
  const problems: Problems = {}
  for (const name of required) if (!input[name]) problems[name] = ['is required outside sandbox mode']
  const begun = Object.values(providers).filter((names) => names.some((name) => input[name]))
  if (begun.length === 0)
    problems['AUTH_GOOGLE_*, AUTH_ENTRA_* or AUTH_OIDC_*'] = ['at least one sign-in provider is required']
  for (const name of begun.flat()) if (!input[name]) problems[name] = ['is missing beside its companions']
  if (input.STAFF_DOMAINS.length === 0 && input.ADMIN_EMAILS.length === 0)
    problems['STAFF_DOMAINS or ADMIN_EMAILS'] = ['at least one is required: nobody else gets in']
  return problems
}
