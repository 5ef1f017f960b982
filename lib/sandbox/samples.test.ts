import { readdirSync } from 'node:fs'

import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { canonical, canonicalJson } from './testing/canonical'
import { readSample, readSampleText } from './testing/read-sample'
import { replayCases } from './testing/replay-cases'
import { origin, startWorld } from './testing/sandbox-world'
import { webhookSamples } from './testing/webhook-samples'

/** Every recorded exchange that there is. */
const allNames = `
  auth-err-integration-not-allowed connect-session-delete-again connect-session-delete-expired
  connect-session-delete-success connect-session-delete-with-secret-key connect-session-get-active
  connect-session-get-after-success connect-session-get-deleted connect-session-get-expired
  connect-session-get-garbage connection-delete connection-get-after-reconnect-no-tags connection-get-oauth2
  connection-get-unknown connection-get connection-import-github connection-import-hubspot connection-patch-tags
  connections-list-bad-key connections-list-empty connections-list-integration-filter connections-list-multi
  connections-list-tag-filter-none connections-list-tag-filter connections-list err-429-rate-limit
  final-connections-list integration-create-demo-unauthenticated integration-create-github
  integration-create-hubspot integration-create-private-api-basic integration-create-private-api-bearer
  integration-get-github-credentials integration-get-github integrations-list-deleted-token integrations-list
  oauth-callback-code-exchange-fails oauth-callback-denied oauth-callback-unknown-state oauth-connect-github
  reconnect-err-allowed-integrations reconnect-err-bad-key reconnect-err-empty-body reconnect-err-too-many-tags
  reconnect-err-unknown-connection reconnect-err-unknown-integration reconnect-success session-err-11-tags
  session-err-bad-key-format session-err-bad-key-uuid session-err-bad-tag-key session-err-config-unknown
  session-err-docs-override session-err-empty-body session-err-empty-tag-value session-err-invalid-json
  session-err-no-auth session-err-no-tags-no-enduser session-err-not-json-ct session-err-tag-email
  session-err-too-many-tags session-err-unknown-integration session-err-webhook-override-loopback
  session-err-wrong-types session-success-10-tags session-success-empty-tags session-success-end-user
  session-success-no-allowed session-success-tags session-token-reused-twice webhook-auth-creation-apikey
  webhook-auth-creation-import-oauth2 webhook-auth-creation-none webhook-auth-creation-url-override
  webhook-auth-error-oauth-denied webhook-auth-override-reconnect-no-tags webhook-auth-override-reconnect
  webhook-no-retry-404 webhook-retry-500-attempt1 webhook-retry-500-attempt2 webhook-retry-500-attempt3
  webhook-settings-err-loopback webhook-settings-success
`
  .trim()
  .split(/\s+/)

/** Replayed by a test of their own, below. */
const ownTests = ['oauth-connect-github', 'session-token-reused-twice']

const importCall = 'POST /connections: an import that this product never makes'
const creationCall = 'POST /integrations: a write call that this product never makes'
const nangoPage = 'an HTML page of Nango; the sandbox draws its own'
const privateApi = 'a private API of the Nango dashboard'

const notCovered: Record<string, string> = {
  'connection-import-github': importCall,
  'connection-import-hubspot': importCall,
  'integration-create-demo-unauthenticated': creationCall,
  'integration-create-github': creationCall,
  'integration-create-hubspot': creationCall,
  'integration-create-private-api-basic': creationCall,
  'integration-create-private-api-bearer': creationCall,
  'integration-get-github-credentials':
    'recorded with a key that may read client secrets; the sandbox has none',
  'oauth-callback-code-exchange-fails': nangoPage,
  'oauth-callback-denied': nangoPage,
  'oauth-callback-unknown-state': nangoPage,
  'webhook-settings-err-loopback': privateApi,
  'webhook-settings-success': privateApi,
}

const rateHeaders = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after']

describe('the list of samples', () => {
  const covered = [...Object.keys(replayCases), ...ownTests, ...webhookSamples].toSorted()

  test('each is replayed or has a reason not to be', () => {
    expect([...covered, ...Object.keys(notCovered)].toSorted()).toEqual(allNames.toSorted())
  })

  test('the folder holds exactly those that are replayed', () => {
    const files = readdirSync(new URL('samples/', import.meta.url)).map((file) => file.replace('.txt', ''))
    expect(files.toSorted()).toEqual(covered)
  })
})

describe('a recorded request gets the recorded answer', () => {
  test.each(Object.entries(replayCases))('%s', async (name, setUp) => {
    const world = startWorld({ rateLimitPerMinute: 200 })
    const made = await setUp(world)
    const sample = readSample(name)
    const isPlainText = name === 'session-err-not-json-ct'
    const response = await world.sandbox.fetch(
      new Request(`${origin}${replaceIds(sample.path, made)}`, {
        method: sample.method,
        headers: replaceHeader(sample.headers, made, isPlainText),
        ...(sample.method !== 'GET' && { body: isPlainText ? 'x=1' : replaceIds(sample.body, made) }),
      }),
    )
    const shown =
      name === 'integrations-list' ? onlyRecordedKeys(await response.text(), sample.response.body) : null
    expect({ ...(await summary(response, shown)) }).toEqual({
      status: sample.response.status,
      contentType: sample.response.headers['content-type']?.split(';')[0],
      rateHeaders: rateHeaders.filter((header) => header in sample.response.headers),
      body: expectedBody(name, sample.response.body),
    })
  })
})

async function summary(response: Response, shown: unknown) {
  return {
    status: response.status,
    contentType: response.headers.get('content-type')?.split(';')[0],
    rateHeaders: rateHeaders.filter((header) => response.headers.has(header)),
    body: shown ?? canonicalJson(await response.text()),
  }
}

/** The sandbox answers as for a key without the scope that reads credentials; the record was made with one. */
function expectedBody(name: string, body: string): unknown {
  const recorded = canonicalJson(body)
  return name === 'connection-get-oauth2' && typeof recorded === 'object'
    ? { ...recorded, credentials: {} }
    : recorded
}

/** The sandbox has more integrations than were recorded; their order is compared as well. */
function onlyRecordedKeys(text: string, recorded: string): unknown {
  const keys = [...recorded.matchAll(/"unique_key":"([^"]+)"/g)].map(([, key]) => key)
  const { data } = z
    .object({ data: z.array(z.looseObject({ unique_key: z.string() })) })
    .parse(JSON.parse(text))
  return canonical({ data: data.filter(({ unique_key }) => keys.includes(unique_key)) })
}

type Made = { token?: string; connectionId?: string }

function replaceIds(text: string, { token, connectionId }: Made): string {
  const tokenPattern = /nango_connect_session_[0-9a-f]{64}/g
  const idPattern = /imported-\w+-1|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
  const withToken = token === undefined ? text : text.replace(tokenPattern, token)
  return connectionId === undefined ? withToken : withToken.replace(idPattern, connectionId)
}

function replaceHeader(headers: Record<string, string>, { token }: Made, isPlainText: boolean) {
  const authorization = headers['authorization']
  return {
    ...headers,
    ...(authorization !== undefined && {
      authorization: token === undefined ? authorization : replaceIds(authorization, { token }),
    }),
    ...(isPlainText && { 'content-type': 'text/plain' }),
  }
}

test('oauth-connect-github', async () => {
  const sample = readSample('oauth-connect-github')
  const { openSession, call } = startWorld()
  const { token } = await openSession({ tags: { a: 'b' }, allowed_integrations: ['github'] })
  const response = await call('GET', replaceIds(sample.path, { token }))
  expect(response.status).toBe(sample.response.status)
  expect(authorizeQuery(await response.text())).toEqual(authorizeQuery(sample.response.body))
})

function authorizeQuery(text: string) {
  const url = new URL(text.replace('Found. Redirecting to ', ''))
  const { response_type, scope, redirect_uri, code_challenge_method } = Object.fromEntries(url.searchParams)
  const names = [...url.searchParams.keys()]
  const challengeLength = url.searchParams.get('code_challenge')?.length
  return { names, response_type, scope, redirect_uri, code_challenge_method, challengeLength }
}

test('session-token-reused-twice', async () => {
  const [first = '', second = '', list = ''] = readSampleText('session-token-reused-twice').split('\n')
  const { openSession, call, withKey } = startWorld()
  const { token } = await openSession({ tags: { t: 'reuse' } })
  for (const recorded of [first, second]) {
    const path = `/auth/unauthenticated/demo-unauthenticated?connect_session_token=${token}`
    const response = await call('POST', path, { body: {} })
    expect(canonicalJson(await response.text())).toEqual(canonicalJson(recorded))
  }
  const listed = await withKey('GET', '/connections')
  expect(canonicalJson(await listed.text())).toEqual(canonicalJson(list))
})
