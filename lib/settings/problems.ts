import 'server-only'
import { isLoopback } from '@/lib/core/desk-routes'

import type { SettingsInput } from './catalogue'
import type { Problems } from './environment'

const required = ['APP_ORIGIN', 'NEXTAUTH_SECRET', 'DESK_ENCRYPTION_KEYS'] as const

const providers = [
  ['AUTH_GOOGLE_CLIENT_ID', 'AUTH_GOOGLE_CLIENT_SECRET'],
  ['AUTH_ENTRA_CLIENT_ID', 'AUTH_ENTRA_CLIENT_SECRET', 'AUTH_ENTRA_TENANT_ID'],
  ['AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET', 'AUTH_OIDC_ISSUER'],
]

/** What is known of the settings where some may be bad: those count as set, and their values as unset. */
export type Known = {
  input: SettingsInput
  isGiven: (name: string) => boolean
  /** What is not known to be something else counts as production. */
  isProduction: boolean
}

/** Problems of settings that do not go together, whatever else is wrong with some of them. */
export function problemsOf(known: Known): Problems {
  return {
    ...nangoProblems(known),
    ...pairProblems(known.isGiven),
    ...httpProblems(known),
  }
}

const nangoProblems = (known: Known): Problems => {
  const { input, isGiven, isProduction } = known
  const keys = ['NANGO_API_KEY', 'NANGO_SECRET_KEY'].filter(isGiven)
  if (keys.length === 0 && (!isProduction || input.ALLOW_SANDBOX)) return {}
  return {
    ...(keys.length === 0 ? noKey : {}),
    ...(keys.length > 1 ? twoKeys : {}),
    ...databaseProblem(known),
    ...realProblems(isGiven),
  }
}

const noKey: Problems = {
  NANGO_API_KEY: ['is required in production (or set ALLOW_SANDBOX=1 to run the sandbox on purpose)'],
}

const twoKeys: Problems = {
  NANGO_SECRET_KEY: ['is the old name of NANGO_API_KEY; set only one of them'],
}

/** A misspelt name would lead to an empty database in a container that forgets it. */
const databaseProblem = ({ input, isGiven, isProduction }: Known): Problems =>
  isProduction && !isGiven('DATABASE_URL') && !input.ALLOW_PGLITE
    ? {
        DATABASE_URL: [
          'is required in production (or set ALLOW_PGLITE=1 to keep everything in PGlite on purpose)',
        ],
      }
    : {}

const realProblems = (isGiven: Known['isGiven']): Problems => {
  const problems: Problems = {}
  for (const name of required) if (!isGiven(name)) problems[name] = ['is required outside sandbox mode']
  const begun = providers.filter((names) => names.some(isGiven))
  if (begun.length === 0)
    problems['AUTH_GOOGLE_*, AUTH_ENTRA_* or AUTH_OIDC_*'] = ['at least one sign-in provider is required']
  for (const name of begun.flat()) if (!isGiven(name)) problems[name] = ['is missing beside its companions']
  if (!isGiven('STAFF_DOMAINS') && !isGiven('ADMIN_EMAILS'))
    problems['STAFF_DOMAINS or ADMIN_EMAILS'] = ['at least one is required: nobody else gets in']
  return problems
}

/** One without the other does nothing. */
const pairs = [
  ['DESK_WEBHOOK_URL', 'DESK_WEBHOOK_SECRET'],
  ['SMTP_URL', 'MAIL_FROM'],
]

const pairProblems = (isGiven: Known['isGiven']): Problems => {
  const missing = pairs.flatMap((pair) => {
    const unset = pair.filter((name) => !isGiven(name))
    return unset.length === 1 ? unset : []
  })
  return Object.fromEntries(missing.map((name) => [name, ['is missing beside its companion']]))
}

const addresses = [
  'APP_ORIGIN',
  'CUSTOMER_ORIGIN',
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
const httpProblems = ({ input, isProduction }: Known): Problems =>
  Object.fromEntries(
    addresses
      .filter((name) => isProduction && !input.ALLOW_HTTP && isPlain(input[name]))
      .map((name) => [name, ['must be https in production (or set ALLOW_HTTP=1 to do without on purpose)']]),
  )
