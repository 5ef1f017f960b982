import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from '@/lib/testing/free-port'

import { startApp, type RunningApp } from '../fixtures/start-app'
import { startOidcServer } from '../oidc-server'

/** The built app in real mode on PGlite before an upstream; people sign in at a real OpenID provider. */
export async function startBenchApp(upstreamOrigin: string, apiKey: string): Promise<RunningApp> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const clientSecret = randomBytes(24).toString('hex')
  const oidc = await startOidcServer({
    clientId: 'connect-desk',
    clientSecret,
    redirectUris: [`${origin}/api/auth/callback/oidc`],
  })
  const app = await startApp({
    name: `bench-${randomUUID().slice(0, 8)}`,
    port,
    settings: {
      NANGO_API_KEY: apiKey,
      NANGO_HOST: upstreamOrigin,
      APP_ORIGIN: origin,
      DESK_DATA_DIR: dataDir,
      NEXTAUTH_SECRET: randomBytes(48).toString('hex'),
      DESK_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      AUTH_OIDC_ISSUER: oidc.issuer,
      AUTH_OIDC_CLIENT_ID: 'connect-desk',
      AUTH_OIDC_CLIENT_SECRET: clientSecret,
      AUTH_OIDC_NAME: 'Example SSO',
      STAFF_DOMAINS: 'example.com',
    },
  })
  const stop = async () => {
    await app.stop()
    await oidc.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { ...app, stop }
}
