import 'server-only'
import { readSettings, type Settings } from './settings'

// On globalThis because Next bundles instrumentation, proxy and pages apart: each has its own copy of this module.
declare global {
  var connectDeskSettings: Settings | undefined
}

/** The settings of this process, read once. Throws one error that names every bad setting and no secret. */
export const settings = (): Settings => (globalThis.connectDeskSettings ??= readSettings(process.env))

/** Tells the desk where its sandbox listens; the port is known only after the start. */
export const setSandboxOrigins = (origin: string, publicOrigin: string) => {
  const current = settings()
  globalThis.connectDeskSettings = {
    ...current,
    nango: { ...current.nango, host: origin, apiUrlInLinks: publicOrigin, connectOrigin: publicOrigin },
  }
}

/** next-auth 4 learns its own address from the environment alone. Sandbox mode trusts the `Host` header instead. */
export const publishAuthOrigin = () => {
  const { appOrigin } = settings()
  if (appOrigin) process.env['NEXTAUTH_URL'] = appOrigin
  else process.env['AUTH_TRUST_HOST'] = '1'
}
