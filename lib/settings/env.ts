import 'server-only'
import nextEnv from '@next/env'

import { machineRoutes } from '@/lib/core/desk-routes'
import { perProcess } from '@/lib/core/per-process'

import { readSettings, type Settings } from './read'
import { type SettingValue, toSettingValues } from './values'
import type { CompanyView } from './view'
import { cutSettings, expandedSettings, latePort, strangeNames } from './warnings'

/** What `lib/process/check-port.mjs` put aside before Next could fail on it. */
const badPort = perProcess<string | null>('bad port', () => null)

const environment = () => ({ ...process.env, PORT: badPort.get() ?? process.env['PORT'] })

/** Read once. */
export const processSettings = perProcess('settings', () => readSettings(environment(), settingWarnings))

/** Sentences on what is probably not as it was meant, though the desk can start; with names of settings and no value. */
export function settingWarnings(): string[] {
  // Read already, by Next or by the command, which is when `initialEnv` was kept; this asks for what was found.
  const { loadedEnvFiles } = nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV === 'development')
  return [
    ...strangeNames(environment()),
    ...expandedSettings(loadedEnvFiles, nextEnv.initialEnv ?? {}, process.env),
    ...cutSettings(loadedEnvFiles, nextEnv.initialEnv ?? {}),
    ...latePort(loadedEnvFiles, process.env['PORT']),
  ]
}

/** The settings of this process. Throws one error that names every bad setting and no secret. */
export function settings(): Settings {
  return processSettings.get()
}

/** The company as its customers see it. */
export function companyView(): CompanyView {
  const { name, logo } = settings().company
  return { name, logoUrl: logo && machineRoutes.companyLogo(logo.version) }
}

/** The settings of this process in the form in which they are remembered. */
export function settingValues(): SettingValue[] {
  return toSettingValues(process.env, settings().auth.secret)
}

/** Where the sandbox listens, as origins; the port is known only after the start. */
export function setSandboxOrigins(origin: string, publicOrigin: string) {
  const current = settings()
  const nango = { ...current.nango, host: origin, apiUrlInLinks: publicOrigin, connectOrigin: publicOrigin }
  processSettings.set({ ...current, nango })
}

/** Whether Next leaves SIGTERM and SIGINT to us; `npm start` and the Dockerfile ask it to. */
export function isSignalOurs(): boolean {
  return Boolean(process.env['NEXT_MANUAL_SIG_HANDLE'])
}

/** The environment for a program that is not ours, with more. */
export function environmentWith(more: Record<string, string>) {
  return { ...process.env, ...more }
}

/** next-auth 4 learns its own address from the environment alone. Sandbox mode trusts the `Host` header instead. */
export function publishAuthOrigin() {
  const { appOrigin } = settings()
  if (appOrigin) process.env['NEXTAUTH_URL'] = appOrigin
  else process.env['AUTH_TRUST_HOST'] = '1'
}
