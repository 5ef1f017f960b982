import { expect, test } from 'vitest'
import { z } from 'zod'

import { startWorld } from './testing/sandbox-world'

const Listed = z.object({
  connections: z.array(
    z.object({
      connection_id: z.uuid(),
      provider_config_key: z.string(),
      created: z.coerce.date(),
      errors: z.array(z.object({ type: z.enum(['auth', 'sync']), log_id: z.string() })),
    }),
  ),
})

const list = async (world: ReturnType<typeof startWorld>) =>
  Listed.parse(await (await world.withKey('GET', '/connections')).json()).connections

test('examples are the same every time, of all integrations, some with errors, newest first', async () => {
  const shown = await list(startWorld({ exampleConnections: 450 }))
  expect(await list(startWorld({ exampleConnections: 450 }))).toEqual(shown)
  expect(new Set(shown.map((one) => one.connection_id)).size).toBe(450)
  expect(new Set(shown.map((one) => one.provider_config_key)).size).toBe(10)
  const withError = (type: 'auth' | 'sync') =>
    shown.filter(({ errors }) => errors.some((error) => error.type === type)).length
  expect([withError('auth'), withError('sync')]).toEqual([50, 18])
  expect(shown.map(({ created }) => created.getTime())).toEqual(
    shown.map(({ created }) => created.getTime()).toSorted((a, b) => b - a),
  )
})

test('examples that come later are older than what customers made', async () => {
  const world = startWorld()
  const id = await world.connectNew('demo-unauthenticated', { tags: { a: 'b' } })
  world.sandbox.addExamples(3)
  expect((await list(world)).map((one) => one.connection_id).indexOf(id)).toBe(0)
})

test('a reconnect ends an auth error and leaves a sync error', async () => {
  const world = startWorld()
  const id = await world.connectNew('demo-unauthenticated', { tags: { a: 'b' } })
  world.sandbox.breakConnection(id, 'auth')
  world.sandbox.breakConnection(id, 'sync')
  expect((await list(world))[0]?.errors.map(({ type }) => type)).toEqual(['auth', 'sync'])
  const body = { connection_id: id, integration_id: 'demo-unauthenticated' }
  await world.connect('demo-unauthenticated', (await world.openReconnect(body)).token)
  expect((await list(world))[0]?.errors.map(({ type }) => type)).toEqual(['sync'])
  expect(() => world.sandbox.breakConnection('nope', 'auth')).toThrow('no such connection')
})
