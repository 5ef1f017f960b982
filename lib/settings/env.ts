import 'server-only'
import { readSettings, type Settings } from './read'
import { type SettingValue, toSettingValues } from './values'

// On globalThis because Next bundles instrumentation, proxy and pages apart: each has its own copy of this module.
declare global {
  var connectDeskSettings: Settings | undefined
}

/** The settings of this process, read once. Throws one error that names every bad setting and no secret. */
export const settings = (): Settings => (globalThis.connectDeskSettings ??= readSettings(process.env))

/** The settings of this process in the form in which they are remembered. */
export const settingValues = (): SettingValue[] => toSettingValues(process.env, settings().auth.secret)

/** Tells the desk where its sandbox listens; the port is known only after the start. */
export const setSandboxOrigins = (origin: string, publicOrigin: string) => {
  const current = settings()
  globalThis.connectDeskSettings = {
    ...current,
    nango: { ...current.nango, host: origin, apiUrlInLinks: publicOrigin, connectOrigin: publicOrigin },
  }
}

/** Whether Next leaves SIGTERM and SIGINT to us; `npm start` and the Dockerfile ask it to. */
export const isSignalOurs = () => Boolean(process.env['NEXT_MANUAL_SIG_HANDLE'])

/** The environment for a program that is not ours, with more. */
export const environmentWith = (more: Record<string, string>) => ({ ...process.env, ...more })

/** next-auth 4 learns its own address from the environment alone. Sandbox mode trusts the `Host` header instead. */
export const publishAuthOrigin = () => {
  const { appOrigin } = settings()
  if (appOrigin) process.env['NEXTAUTH_URL'] = appOrigin
  else process.env['AUTH_TRUST_HOST'] = '1'
}
