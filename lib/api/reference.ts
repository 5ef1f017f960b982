import 'server-only'
import { z } from 'zod'

import { openApiDocument } from './openapi-document'
import { ProblemCode, problemFacts, problemText, problemTitle } from './problem'
import { flattenSchema, Schema, type Schemas } from './reference-schema'
import type { FieldView, OperationView, ReferenceView } from './view'

const Content = z.record(z.string(), z.object({ schema: Schema, example: z.unknown().optional() }))

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
  parameters: z
    .array(
      z.object({
        in: z.string(),
        name: z.string(),
        description: z.string().default(''),
        required: z.boolean().default(false),
        schema: Schema,
      }),
    )
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.default({}) })),
})
type Operation = z.infer<typeof Operation>

const Paths = z.record(z.string(), z.record(z.string(), Operation))

const Document = z.object({
  paths: Paths,
  webhooks: z.object({ link: z.object({ post: Operation }) }),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
})

/** The OpenAPI document, which the desk serves at `origin`, as a page shows it. */
export function apiReference(origin: string): ReferenceView {
  const { paths, webhooks, components } = Document.parse(openApiDocument(origin))
  const toView = operationView(origin, components.schemas)
  return {
    origin,
    operations: Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => toView(method, path, operation)),
    ),
    webhook: toView('post', '', webhooks.link.post),
    problems: problems(),
  }
}

const operationView =
  (origin: string, schemas: Schemas) =>
  (method: string, path: string, operation: Operation): OperationView => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description,
    scope: operation.security[0]?.['apiKey']?.[0] ?? null,
    parameters: operation.parameters.map((one) => parameterView(one, schemas)),
    body: fieldsOf(operation.requestBody?.content, schemas),
    answer: fieldsOf(operation.responses['200']?.content, schemas),
    problems: Object.entries(operation.responses)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, { description }]) => ({ status: Number(status), codes: description.split(', ') })),
    curl: curlOf(origin, method, path, operation),
  })

const parameterView = (parameter: Operation['parameters'][number], schemas: Schemas): FieldView => {
  const [field] = flattenSchema(
    { description: '', required: [], properties: { [parameter.name]: parameter.schema } },
    schemas,
  )
  const { name, description, required } = parameter
  const place = parameter.in === 'header' ? 'header' : `in the ${parameter.in}`
  return { name, type: `${field?.type ?? 'string'}, ${place}`, isRequired: required, description }
}

const fieldsOf = (content: z.infer<typeof Content> | undefined, schemas: Schemas) => {
  const json = content?.['application/json']
  return json ? flattenSchema(json.schema, schemas) : []
}

const curlOf = (origin: string, method: string, path: string, { requestBody, parameters }: Operation) => {
  const body = requestBody?.content['application/json']?.example
  const hasIntent = parameters.some(({ name }) => name === 'Idempotency-Key')
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${origin}${path.replace('{id}', '$LINK_ID')}`,
    `  -H "Authorization: Bearer $API_KEY"`,
    ...(hasIntent ? [`  -H 'Idempotency-Key: ticket-4711'`] : []),
    ...(body ? [`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(body, null, 2)}'`] : []),
  ].join(' \\\n')
}

const problems = () =>
  ProblemCode.options.map((code) => ({
    code,
    status: problemFacts(code).status,
    title: problemTitle(code),
    text: problemText(code, { code }, 'create'),
  }))
