import type { Server } from 'node:http'

import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { OpenAPIClientAxios } from 'openapi-client-axios'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'

import { POST as connectLink } from '@/app/api/connectLink/route'
import { DELETE as endLink, GET as readLink } from '@/app/api/links/[id]/route'
import { GET as listLinks } from '@/app/api/links/route'
import { GET as openApi } from '@/app/api/openapi.json/route'
import { POST as reconnectLink } from '@/app/api/reconnectLink/route'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { listenOnLoopback } from '@/lib/testing/ports'
import { useTestSettings } from '@/lib/testing/test-settings'
import { openTestTool, type TestTool } from '@/lib/testing/test-tool'

import { operationProblems, ProblemCode } from './problem'

let tool: TestTool
let server: Server
let client: OpenAPIClientAxios

const app = new Hono()
app.get('/api/openapi.json', ({ req }) => openApi(req.raw))
app.post('/api/connectLink', ({ req }) => connectLink(req.raw))
app.post('/api/reconnectLink', ({ req }) => reconnectLink(req.raw))
app.get('/api/links', ({ req }) => listLinks(req.raw))
const of = (id: string) => ({ params: Promise.resolve({ id }) })
app.get('/api/links/:id', ({ req }) => readLink(req.raw, of(req.param('id'))))
app.delete('/api/links/:id', ({ req }) => endLink(req.raw, of(req.param('id'))))

beforeAll(async () => {
  tool = await openTestTool()
  await tool.reset()
  server = z.custom<Server>().parse(createAdaptorServer({ fetch: app.fetch }))
  const origin = `http://127.0.0.1:${await listenOnLoopback(server)}`
  useTestSettings({ APP_ORIGIN: origin })
  client = new OpenAPIClientAxios({
    definition: `${origin}/api/openapi.json`,
    axiosConfigDefaults: {
      headers: { Authorization: `Bearer ${tool.own.key}` },
      validateStatus: () => true,
    },
  })
  await client.init()
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await tool.close()
})

const Responses = z.record(
  z.string(),
  z.object({ content: z.record(z.string(), z.object({ schema: z.custom<z.core.JSONSchema.JSONSchema>() })) }),
)
const Answer = z.object({ status: z.number(), headers: z.looseObject({}), data: z.unknown() })

const called = new Set<string>()

/** Calls an operation and holds what comes back against the document, by status and media type. */
const call = async (id: string, parameters: Record<string, string> = {}, body?: unknown) => {
  const api = await client.getClient()
  const { status, headers, data } = Answer.parse(await api[id]?.(parameters, body))
  called.add(id)
  const responses = Responses.parse(client.getOperation(id)?.responses)
  const type = String(headers['content-type'])
  const schema = responses[String(status)]?.content[type]?.schema
  expect(schema, `${id} answers ${status} ${type}`).toBeDefined()
  if (schema) expect(z.fromJSONSchema(schema).safeParse(data)).toMatchObject({ success: true })
  expect(headers).toMatchObject({ 'ratelimit-limit': expect.stringMatching(/^\d+$/) })
  return z.record(z.string(), z.unknown()).parse(data)
}

const exampleOf = (id: string): object => {
  const Body = z.object({
    content: z.object({ 'application/json': z.object({ example: z.looseObject({}) }) }),
  })
  return Body.parse(client.getOperation(id)?.requestBody).content['application/json'].example
}

const idsOf = (page: Record<string, unknown>) =>
  z
    .array(z.object({ id: z.string() }))
    .parse(page['links'])
    .map((link) => link.id)

it('every operation works through a client made from the document, and answers as it says', async () => {
  const intent = { 'Idempotency-Key': 'ticket-4711' }
  const made = await call('createConnectLink', intent, exampleOf('createConnectLink'))
  expect(await call('createConnectLink', intent, exampleOf('createConnectLink'))).toEqual(made)
  expect(await call('createConnectLink', {}, { endUserId: 'user_42' })).toMatchObject({
    code: 'invalid_input',
    errors: { allowedIntegrations: expect.any(String) },
  })

  const body = { endUserId: 'user_43', allowedIntegrations: ['private-api-bearer'] }
  const { id, connectLink: url } = await call('createConnectLink', {}, body)
  await connectByApiKey(String(url))
  const connected = await call('readLink', { id: String(id) })
  expect(connected).toMatchObject({ id, status: 'connected', customer: { id: 'user_43' } })
  const [integration] = z
    .array(z.object({ key: z.string(), connectionId: z.string() }))
    .parse(connected['integrations'])
  const input = { connectionId: integration?.connectionId, integrationId: integration?.key }
  expect(Object.keys(exampleOf('createReconnectLink'))).toEqual(Object.keys(input))
  const reconnect = await call('createReconnectLink', {}, input)
  expect(await call('createReconnectLink', {}, exampleOf('createReconnectLink'))).toMatchObject({
    code: 'connection_gone',
  })

  expect(await call('revokeLink', { id: String(reconnect['id']) })).toMatchObject({
    status: 'revoked',
    reconnects: integration?.connectionId,
  })
  expect(await call('readLink', { id: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV' })).toMatchObject({
    code: 'not_found',
  })
  const first = await call('listLinks', { limit: '2' })
  const second = await call('listLinks', { limit: '2', cursor: String(first['nextCursor']) })
  expect([...idsOf(first), ...idsOf(second)]).toEqual([reconnect['id'], id, made['id']])

  expect(called).toEqual(new Set(client.getOperations().map(({ operationId }) => operationId)))
})

it('every code of a problem belongs to an operation', () => {
  expect(new Set(Object.values(operationProblems).flat())).toEqual(new Set(ProblemCode.options))
})
