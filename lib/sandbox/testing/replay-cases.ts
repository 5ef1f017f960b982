import { recordedApiKey, type World } from './sandbox-world'

/** What must be true before a recorded request is sent: returns the recorded ids and tokens to be replaced. */
export type SetUp = (world: World) => Promise<{ token?: string; connectionId?: string }>

const nothing: SetUp = async () => ({})

const token =
  (body: unknown): SetUp =>
  async (world) => ({ token: (await world.openSession(body)).token })

const deletedToken: SetUp = async (world) => {
  const { token: deleted } = await world.openSession({ tags: { a: 'b' } })
  await world.call('DELETE', '/connect/session', { bearer: deleted })
  return { token: deleted }
}

const expiredToken: SetUp = async (world) => {
  const opened = await world.openSession({ tags: { a: 'b' } })
  world.clock.nowMs = Date.parse(opened.expires_at)
  return { token: opened.token }
}

const adaTags = { end_user_id: 'user_42', end_user_email: 'ada@example.com', organization_id: 'org_7' }
const grace = {
  end_user: { id: 'user_88', email: 'grace@example.com', display_name: 'Grace', tags: { plan: 'free' } },
  organization: { id: 'org_10', display_name: 'Org 10' },
}

const connection =
  (key: string, session: unknown): SetUp =>
  async (world) => ({ connectionId: await world.connectNew(key, session) })

const ada = connection('demo-unauthenticated', { tags: { plan: 'Pro', ...adaTags } })
const untagged = connection('demo-unauthenticated', { tags: {} })

const reconnectedWithoutTags: SetUp = async (world) => {
  const connectionId = await world.connectNew('demo-unauthenticated', { tags: adaTags })
  const body = { connection_id: connectionId, integration_id: 'demo-unauthenticated' }
  return {
    connectionId: await world.connect('demo-unauthenticated', (await world.openReconnect(body)).token),
  }
}

/** Several connections, oldest first, as [integration, session]. */
const several =
  (...made: [string, unknown][]): SetUp =>
  async (world) => {
    for (const [key, session] of made) {
      await world.connectNew(key, session)
    }
    return {}
  }

const demo = (tag: string): [string, unknown] => ['demo-unauthenticated', { tags: { t: tag } }]

const exhausted: SetUp = async (world) => {
  for (let count = 0; count < 200; count += 1) {
    await world.call('GET', '/connections', { bearer: recordedApiKey })
  }
  world.clock.nowMs += 3500
  return {}
}

/** Every recorded exchange that is replayed as it stands, with its set-up. */
export const replayCases: Record<string, SetUp> = {
  'auth-err-integration-not-allowed': token({ tags: {}, allowed_integrations: ['github'] }),
  'connect-session-delete-again': deletedToken,
  'connect-session-delete-expired': expiredToken,
  'connect-session-delete-success': token({ tags: { a: 'b' } }),
  'connect-session-delete-with-secret-key': nothing,
  'connect-session-get-active': token({ tags: { a: 'b' }, allowed_integrations: ['github'] }),
  'connect-session-get-after-success': async (world) => {
    const allowed = ['demo-unauthenticated', 'private-api-bearer', 'private-api-basic', 'github']
    const opened = await world.openSession({ tags: { a: 'b' }, allowed_integrations: allowed })
    await world.connect('demo-unauthenticated', opened.token)
    return { token: opened.token }
  },
  'connect-session-get-deleted': deletedToken,
  'connect-session-get-expired': expiredToken,
  'connect-session-get-garbage': nothing,
  'connection-delete': connection('hubspot', { tags: { end_user_id: 'user_42' } }),
  'connection-get': ada,
  'connection-get-after-reconnect-no-tags': reconnectedWithoutTags,
  'connection-get-oauth2': connection('github', {
    tags: { end_user_id: 'user_42', organization_id: 'org_7' },
  }),
  'connection-get-unknown': nothing,
  'connection-patch-tags': connection('github', { tags: {} }),
  'connections-list': ada,
  'connections-list-bad-key': nothing,
  'connections-list-empty': nothing,
  'connections-list-integration-filter': ada,
  'connections-list-multi': several(
    ['demo-unauthenticated', { tags: {} }],
    [
      'private-api-bearer',
      { tags: { plan: 'enterprise', end_user_id: 'user_77', organization_id: 'org_9' } },
    ],
    ['private-api-basic', grace],
    demo('loopback'),
    demo('override'),
    demo('fail500'),
    demo('fail404'),
    ['github', { tags: { end_user_id: 'user_42', organization_id: 'org_8' } }],
  ),
  'connections-list-tag-filter': ada,
  'connections-list-tag-filter-none': ada,
  'err-429-rate-limit': exhausted,
  'final-connections-list': several(
    ['demo-unauthenticated', { tags: adaTags }],
    ['private-api-bearer', { tags: { end_user_id: 'user_77', organization_id: 'org_9' } }],
    ['private-api-basic', grace],
    ['github', { tags: { end_user_id: 'user_42', organization_id: 'org_8' } }],
  ),
  'integration-get-github': nothing,
  'integrations-list': nothing,
  'integrations-list-deleted-token': deletedToken,
  'reconnect-err-allowed-integrations': untagged,
  'reconnect-err-bad-key': untagged,
  'reconnect-err-empty-body': nothing,
  'reconnect-err-too-many-tags': untagged,
  'reconnect-err-unknown-connection': nothing,
  'reconnect-err-unknown-integration': untagged,
  'reconnect-success': untagged,
  'session-err-11-tags': nothing,
  'session-err-bad-key-format': nothing,
  'session-err-bad-key-uuid': nothing,
  'session-err-bad-tag-key': nothing,
  'session-err-config-unknown': nothing,
  'session-err-docs-override': nothing,
  'session-err-empty-body': nothing,
  'session-err-empty-tag-value': nothing,
  'session-err-invalid-json': nothing,
  'session-err-no-auth': nothing,
  'session-err-no-tags-no-enduser': nothing,
  'session-err-not-json-ct': nothing,
  'session-err-tag-email': nothing,
  'session-err-too-many-tags': nothing,
  'session-err-unknown-integration': nothing,
  'session-err-webhook-override-loopback': nothing,
  'session-err-wrong-types': nothing,
  'session-success-10-tags': nothing,
  'session-success-empty-tags': nothing,
  'session-success-end-user': nothing,
  'session-success-no-allowed': nothing,
  'session-success-tags': nothing,
}
