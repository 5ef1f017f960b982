import 'server-only'
import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi'

import type { ApiScope } from '@/lib/core/actor'
import { machineRoutes } from '@/lib/core/desk-routes'
import { LinkId } from '@/lib/core/ids'
import { LinksQuery } from '@/lib/links/schema/lists'
import { LinkWebhook } from '@/lib/webhooks/schema'
import { version } from '@/package.json'

import { type OperationId, operationProblems, Problem, problemFacts } from './problem'
import { ConnectLinkBody, IdempotencyKey, ReconnectLinkBody } from './schema/create'
import { ApiLink, CreatedLink, LinksPage } from './schema/link'

/** The API for internal tools as an OpenAPI 3.1 document, from the schemas that its routes parse and answer with. */
export function openApiDocument(origin: string) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Connect Desk',
      version,
      description: `Connect links and reconnect links for internal tools. For people: ${origin}${machineRoutes.apiReference()}`,
    },
    servers: [{ url: origin }],
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key that an admin made on the Settings page. It has scopes.',
        },
      },
    },
    paths: {
      [machineRoutes.connectLink()]: { post: createConnectLink },
      [machineRoutes.reconnectLink()]: { post: createReconnectLink },
      [machineRoutes.links()]: { get: listLinks },
      [`${machineRoutes.links()}/{id}`]: { get: readLink, delete: revokeLink },
    },
    webhooks: { link: { post: linkWebhook } },
  })
}

const header = (id: string, description: string) => ({ description, header: { id } })

const number = z.int().min(0).exactOptional()

const everyHeader = z.object({
  'RateLimit-Limit': number.meta(header('RateLimit-Limit', 'Calls a minute.')),
  'RateLimit-Remaining': number.meta(header('RateLimit-Remaining', 'How many of them are left.')),
  'RateLimit-Reset': number.meta(header('RateLimit-Reset', 'Seconds until all are there again.')),
  'X-Request-Id': z.string().meta(header('X-Request-Id', 'Where an admin finds the call in the log.')),
})

const problemHeader = z.object({
  ...everyHeader.shape,
  'Retry-After': number.meta(header('Retry-After', 'Seconds to wait, where that helps.')),
})

const answersOf = (id: OperationId, description: string, schema: z.ZodType): ZodOpenApiResponsesObject => {
  const codes = operationProblems[id]
  const statuses = [...new Set(codes.map((code) => problemFacts(code).status))].toSorted((a, b) => a - b)
  const problems = statuses.map((status) => [
    status,
    {
      description: codes.filter((code) => problemFacts(code).status === status).join(', '),
      headers: problemHeader,
      content: { 'application/problem+json': { schema: Problem } },
    },
  ])
  const good = { description, headers: everyHeader, content: { 'application/json': { schema } } }
  return { '200': good, ...Object.fromEntries(problems) }
}

const needs = (scope: ApiScope) => [{ apiKey: [scope] }]

const idempotency = z.object({
  'Idempotency-Key': IdempotencyKey.optional().meta({
    description:
      'Any text of your own that names this request. The same key with the same body gets the same answer and never makes a second link. Without it, every call makes one.',
    example: 'ticket-4711',
  }),
})

const linkPath = z.object({
  id: LinkId.meta({ description: 'Our id of the link.', example: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV' }),
})

const createConnectLink: ZodOpenApiOperationObject = {
  operationId: 'createConnectLink',
  summary: 'Make a connect link',
  description:
    'A link by which one customer connects accounts of theirs. It lives for 30 minutes, or for days with `worksFor`, works until the customer is done, and is tied to them by tags on the connection.',
  security: needs('create'),
  requestParams: { header: idempotency },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: ConnectLinkBody,
        example: {
          endUserId: 'user_42',
          endUserEmail: 'ada@example.com',
          endUserDisplayName: 'Ada Lovelace',
          organizationId: 'org_7',
          allowedIntegrations: ['github'],
          tags: { plan: 'pro' },
        },
      },
    },
  },
  responses: answersOf('createConnectLink', 'The link.', CreatedLink),
}

const createReconnectLink: ZodOpenApiOperationObject = {
  operationId: 'createReconnectLink',
  summary: 'Make a reconnect link',
  description:
    'A link by which the customer logs in anew for a connection that exists. Whoever logs in with it replaces the account behind the connection. Tags, webhook address and metadata are kept.',
  security: needs('create'),
  requestParams: { header: idempotency },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: ReconnectLinkBody,
        example: { connectionId: '5bd0d8a3-3f1c-4a63-8b0a-6c1f6c2f2a55', integrationId: 'github' },
      },
    },
  },
  responses: answersOf('createReconnectLink', 'The link.', CreatedLink),
}

const listLinks: ZodOpenApiOperationObject = {
  operationId: 'listLinks',
  summary: 'List links',
  description: 'The links that this API key made, newest first.',
  security: needs('read'),
  requestParams: { query: LinksQuery },
  responses: answersOf('listLinks', 'One page of links.', LinksPage),
}

const readLink: ZodOpenApiOperationObject = {
  operationId: 'readLink',
  summary: 'Read a link',
  description:
    'How a link is now. While it waits, Nango is asked at most once in 5 seconds, so ask no more often, or use webhooks.',
  security: needs('read'),
  requestParams: { path: linkPath },
  responses: answersOf('readLink', 'The link, without its address.', ApiLink),
}

const revokeLink: ZodOpenApiOperationObject = {
  operationId: 'revokeLink',
  summary: 'Revoke a link',
  description:
    'Ends a link: no new connection can be begun through it. Somebody who is already on the page of an OAuth provider can still finish for about an hour; `link.alarmed` tells of it as a guess, unless that is switched off. One that has ended already stays as it is. After a failure the desk goes on trying.',
  security: needs('revoke'),
  requestParams: { path: linkPath },
  responses: answersOf('revokeLink', 'The link as it is now.', ApiLink),
}

const linkWebhook: ZodOpenApiOperationObject = {
  operationId: 'linkWebhook',
  summary: 'A link has ended',
  description:
    'Sent to the one address that the desk is set up with. It comes at least once: drop what has a `webhook-id` that you know.',
  requestParams: {
    header: z.object({
      'webhook-id': z.string().meta({ description: 'The same whenever this one is sent again.' }),
      'webhook-timestamp': z.string().meta({ description: 'When it was sent, in seconds since 1970.' }),
      'webhook-signature': z
        .string()
        .meta({ description: 'Signatures by each secret, as Standard Webhooks defines them.' }),
    }),
  },
  requestBody: { required: true, content: { 'application/json': { schema: LinkWebhook } } },
  responses: {
    '2XX': { description: 'Taken. Anything else is tried again for a day, but not after a 410.' },
  },
}
