import 'server-only'
import { perProcess } from '@/lib/core/per-process'

import { readSettings, type Settings } from './read'
import { type SettingValue, toSettingValues } from './values'

/** Read once. */
export const processSettings = perProcess('settings', () => readSettings(process.env))

/** The settings of this process. Throws one error that names every bad setting and no secret. */
export function settings(): Settings {
  return processSettings.get()
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
