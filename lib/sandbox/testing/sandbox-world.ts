import { z } from 'zod'

import type { SandboxOptions } from '../options'
import { createSandbox } from '../sandbox'

export const recordedApiKey = 'fddc8014-7011-495d-9686-64a8fc1b99b6'
export const recordedSigningKey = '16926467-768b-4808-a05d-1b1bae84e0a9'
export const origin = 'http://127.0.0.1:3003'

const Opened = z.object({
  data: z.object({ token: z.string(), connect_link: z.string(), expires_at: z.string() }),
})
const Connected = z.object({ connectionId: z.string(), providerConfigKey: z.string() })
const Listed = z.object({
  connections: z.array(
    z.object({
      connection_id: z.string(),
      provider_config_key: z.string(),
      tags: z.record(z.string(), z.string()),
    }),
  ),
})

type CallOptions = {
  bearer?: string
  body?: unknown
  form?: Record<string, string>
  headers?: Record<string, string>
}

/** A sandbox without a port, a clock that stands still and the calls that tests send most. */
export function startWorld(options: Partial<SandboxOptions> = {}) {
  const clock = { nowMs: Date.parse('2026-11-22T12:00:00.000Z') }
  const sandbox = createSandbox({
    apiKey: recordedApiKey,
    webhookSigningKey: recordedSigningKey,
    publicOrigin: () => origin,
    now: () => new Date(clock.nowMs),
    rateLimitPerMinute: 0,
    ...options,
  })
  const call = async (method: string, path: string, { bearer, body, form, headers }: CallOptions = {}) =>
    sandbox.fetch(
      new Request(new URL(path, origin), {
        method,
        headers: {
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(form !== undefined && { body: new URLSearchParams(form) }),
        redirect: 'manual',
      }),
    )
  const withKey = (method: string, path: string, body?: unknown) =>
    call(method, path, { bearer: recordedApiKey, body })

  const openSession = async (body: unknown) => {
    const response = await withKey('POST', '/connect/sessions', body)
    return Opened.parse(await response.json()).data
  }
  const openReconnect = async (body: unknown) => {
    const response = await withKey('POST', '/connect/sessions/reconnect', body)
    return Opened.parse(await response.json()).data
  }
  const listConnections = async (query = '') => {
    const response = await withKey('GET', `/connections${query}`)
    return Listed.parse(await response.json()).connections
  }
  const beginOAuth = async (token: string, key: string) => {
    const response = await call('GET', `/oauth/connect/${key}?connect_session_token=${token}`)
    return new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? ''
  }
  const connectTyped = async (token: string, path: string, body: unknown) => {
    const response = await call('POST', `${path}?connect_session_token=${token}`, { body })
    return Connected.parse(await response.json()).connectionId
  }
  const newestId = async () => (await listConnections())[0]?.connection_id ?? ''

  /** Finishes a link for one integration, as a customer would, and returns the connection id. */
  const connect = async (key: string, token: string) => {
    switch (key) {
      case 'demo-unauthenticated':
        return connectTyped(token, `/auth/unauthenticated/${key}`, {})
      case 'private-api-bearer':
        return connectTyped(token, `/api-auth/api-key/${key}`, { apiKey: 'anything' })
      case 'private-api-basic':
        return connectTyped(token, `/api-auth/basic/${key}`, { username: 'ada', password: 'anything' })
      default: {
        const state = await beginOAuth(token, key)
        await call('GET', `/oauth/callback?code=any&state=${state}`)
        return newestId()
      }
    }
  }
  const connectNew = async (key: string, session: unknown) => connect(key, (await openSession(session)).token)
  return {
    sandbox,
    clock,
    call,
    withKey,
    openSession,
    openReconnect,
    listConnections,
    beginOAuth,
    connect,
    connectNew,
  }
}

export type World = ReturnType<typeof startWorld>
