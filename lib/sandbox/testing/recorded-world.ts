import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { createAdaptorServer } from '@hono/node-server'

import { knownProviders } from '../model/catalogue'
import { type Integration, type ProviderDefinition, toProviderDefinition } from '../model/integration'
import { fullAccess, withoutSecrets } from '../model/scopes'
import { findIntegration, openSession, type SessionTerms } from '../model/store'
import { createSandbox, type Sandbox } from '../sandbox'
import {
  openTerms,
  presupposedSessions,
  presupposedStates,
  refusedCodes,
  refusedSecrets,
} from './infer-presupposed'
import { exchangesOf, type Sample, sampleNames, readSample } from './read-sample'
import { integrationsOf, isSecondSeries, jsonOf, scopesOfFile, startOf } from './recorded'
import { seedConnections } from './seed-connections'
import { startReceiver } from './start-receiver'

export const recordedKeys = {
  first: 'fddc8014-7011-495d-9686-64a8fc1b99b6',
  second: '4684a17b-360e-47fa-9182-a97882c4afd3',
  /** May do what Connect Desk needs. */
  desk: 'd073754a-4206-4cc6-8aec-dda70401b129',
}
const firstSigningKey = '16926467-768b-4808-a05d-1b1bae84e0a9'

/** Addresses of the recorded servers, which a replay has others for. */
const recordedOrigins = { first: 'http://127.0.0.1:3003', second: 'http://127.0.0.1:4101' }
const recordedReceiver = 'http://127.0.0.1:4130'

/**
 * A sandbox on a real port in the state that a sample presupposes: integrations and connections of that server at that
 * hour, keys, open sessions and what the provider was set to do. Nothing that the sample's own steps create.
 */
export async function startRecordedWorld(sample: Sample) {
  const isSecond = isSecondSeries(sample)
  const clock = { nowMs: startOf(sample).getTime() }
  const receiver = await startReceiver(/answered (\d{3}) each time/.exec(sample.text)?.[1])
  const limit = Number(exchangesOf(sample).find(limitOf)?.response.headers['x-ratelimit-limit'] ?? 200)
  const address = { origin: '' }
  const codes = refusedCodes(sample)
  const sandbox = createSandbox({
    apiKey: isSecond ? recordedKeys.second : recordedKeys.first,
    scopes: fullAccess,
    webhookSigningKey: isSecond ? recordedKeys.second : firstSigningKey,
    publicOrigin: () => address.origin,
    now: () => new Date(clock.nowMs),
    rateLimitPerMinute: limit,
    // The server of the 429 story sent no webhooks at all.
    ...(limit !== 20 && { webhookUrl: `${receiver.url}/nango-webhook` }),
    webhookRetryDelaysMs: [1, 1],
    areProvidersImitated: false,
    areInnerHostsRefused: !isSecond || sample.name.startsWith('default-policy-'),
    refusedSecrets: refusedSecrets(sample),
    refusalOfCode: (code) => codes.get(code),
    refusesRefresh: () => sample.text.includes('invalid_credentials'),
  })
  seedKeys(sandbox, sample)
  seedIntegrations(sandbox, sample)
  seedConnections(sandbox, sample)
  seedFlows(sandbox, sample)
  const server = createAdaptorServer({ fetch: sandbox.fetch, overrideGlobalObjects: false })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  address.origin = `http://127.0.0.1:${toPort(server.address())}`
  const origins = [
    [isSecond ? recordedOrigins.second : recordedOrigins.first, address.origin],
    [recordedReceiver, receiver.url],
  ] as const
  return {
    sandbox,
    clock,
    receiver,
    limit,
    origin: address.origin,
    /** Recorded addresses by those of this run, plain and encoded. */
    toRecorded: (text: string) =>
      replaceOrigins(
        text,
        origins.map(([recorded, own]) => [own, recorded]),
      ),
    toOwn: (text: string) => replaceOrigins(text, origins),
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      await Promise.all([closed, receiver.close()])
    },
  }
}

export type RecordedWorld = Awaited<ReturnType<typeof startRecordedWorld>>

const limitOf = ({ response }: ReturnType<typeof exchangesOf>[number]): boolean =>
  'x-ratelimit-limit' in response.headers

const replaceOrigins = (text: string, pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce(
    (done, [from, to]) =>
      done.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to)),
    text,
  )

const toPort = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0

/** Keys that no answer called unknown. */
const seedKeys = ({ runtime }: Sandbox, sample: Sample): void => {
  const { keys } = runtime.store
  for (const { headers, response } of exchangesOf(sample)) {
    const [, key] = /^Bearer ([0-9a-f-]{36})$/.exec(headers['authorization'] ?? '') ?? []
    if (key === undefined || response.status === 401 || keys.has(key)) continue
    keys.set(key, key === recordedKeys.desk ? withoutSecrets : scopesOfFile(sample.name))
  }
}

/** Providers whose definition the second server was asked for; its GitHub and HubSpot lead to a fake provider. */
let definitions: Record<string, ProviderDefinition> | undefined

const recordedDefinitions = (): Record<string, ProviderDefinition> => (definitions ??= readDefinitions())

const readDefinitions = (): Record<string, ProviderDefinition> => {
  const names = sampleNames().filter((name) => name.startsWith('provider-get-'))
  return Object.fromEntries(
    names.flatMap((file) => {
      const [exchange] = exchangesOf(readSample(file))
      const answer = jsonOf(exchange?.response.body ?? '')
      if (exchange?.response.status !== 200 || typeof answer !== 'object' || answer === null) return []
      const { data } = { data: {}, ...answer }
      const { name, logo_url: _logo, ...definition } = { name: '', logo_url: '', ...data }
      return [[name, toProviderDefinition(definition)] as const]
    }),
  )
}

/** Providers that only lists name. */
const others: Record<string, ProviderDefinition> = {
  resend: { display_name: 'Resend', auth_mode: 'API_KEY' },
  'jira-basic': { display_name: 'Jira (Basic Auth)', auth_mode: 'BASIC' },
}

const seedIntegrations = ({ runtime }: Sandbox, sample: Sample): void => {
  const { store } = runtime
  const isSecond = isSecondSeries(sample)
  Object.assign(store.providers, knownProviders, others, isSecond ? recordedDefinitions() : {})
  const start = startOf(sample).getTime() + 1000
  const made = exchangesOf(sample).flatMap(({ method, path, body, response }) =>
    method === 'POST' && path === '/integrations' && response.status === 200 ? [body] : [],
  )
  store.integrations = integrationsOf(sample)
    .filter(({ created_at }) => created_at.getTime() < start)
    .filter(({ unique_key }) => !made.some((body) => body.includes(`"unique_key":"${unique_key}"`)))
    .toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime())
    .map((one) => ({
      ...integration(store.providers, one.unique_key, one.provider, isSecond),
      displayName: one.display_name,
    }))
  for (const key of allowedKeys(sample)) {
    if (findIntegration(store, key)) continue
    const provider = key in store.providers ? key : 'private-api-bearer'
    store.integrations.push(integration(store.providers, key, provider, isSecond))
  }
}

/** Integrations that links of the sample were created for, so they were there. */
const allowedKeys = (sample: Sample): string[] =>
  exchangesOf(sample).flatMap(({ path, body, response }) => {
    const isMade = path.startsWith('/connect/sessions') && response.status === 201
    const from = isMade ? body.indexOf('"allowed_integrations":[') : -1
    const allowed = from === -1 ? '' : (body.slice(from, body.indexOf(']', from)).split('[', 2)[1] ?? '')
    return [...allowed.matchAll(/"([^"]+)"/g)].map(([, key = '']) => key)
  })

const integration = (
  providers: Record<string, ProviderDefinition>,
  uniqueKey: string,
  provider: string,
  isSecond: boolean,
): Integration => {
  const definition = providers[provider] ?? { display_name: provider, auth_mode: 'API_KEY' }
  const isFake = provider === 'github' || provider === 'hubspot'
  const fake = { id: 'fake-client', secret: 'fake-secret', scopes: 'repo' }
  const dummy = {
    id: `dummy-${provider}-client-id`,
    secret: `dummy-${provider}-client-secret`,
    scopes: 'repo,read:user',
  }
  const own = { id: `cid-${uniqueKey}`, secret: `sec-${uniqueKey}`, scopes: '' }
  const client = isSecond ? (isFake ? fake : own) : dummy
  const hasClient = definition.auth_mode === 'OAUTH2' || definition.auth_mode === 'OAUTH1'
  return {
    uniqueKey,
    provider,
    displayName: definition.display_name,
    definition,
    client: hasClient ? { ...client, webhookSecret: null } : null,
    forwardWebhooks: true,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  }
}

const seedFlows = ({ runtime }: Sandbox, sample: Sample): void => {
  const { store } = runtime
  for (const [token, terms] of presupposedSessions(sample))
    openSession(runtime, terms satisfies SessionTerms, token)
  const github = findIntegration(store, 'github')
  for (const state of presupposedStates(sample)) {
    if (!github) continue
    const session = openSession(runtime, openTerms)
    store.oauthStates.set(state, {
      token: session.token,
      integration: github,
      typedConfig: {},
      connectionId: '00000000-0000-4000-8000-000000000000',
      language: undefined,
      pageId: undefined,
      startedAt: runtime.now(),
    })
  }
}
