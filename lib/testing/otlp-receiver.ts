import { createServer } from 'node:http'

import { z } from 'zod'

import { listenOnLoopback } from './ports'

const Value = z
  .object({ stringValue: z.string().optional(), intValue: z.union([z.number(), z.string()]).optional() })
  .transform(({ stringValue, intValue }) => stringValue ?? Number(intValue))

/** A span of OTLP's JSON, as far as tests read it: opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding". */
const OtlpSpan = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z
    .array(z.object({ key: z.string(), value: Value }))
    .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, value]))),
  events: z.array(z.unknown()),
  links: z.array(z.unknown()),
  traceState: z.string().optional(),
  status: z.object({ code: z.number().default(0), message: z.string().optional() }),
})
export type OtlpSpan = z.infer<typeof OtlpSpan>

const Traces = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(OtlpSpan) })) })),
})

type Posted = { url: string; headers: Record<string, unknown>; body: Buffer }

/** A collector that keeps all that is posted to it, and a way to read the spans of what is JSON. */
export async function startOtlpReceiver() {
  const posted: Posted[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      posted.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
    })
  })
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server)}`
  const bytes = () => Buffer.concat(posted.map(({ body }) => body))
  const spans = () =>
    posted
      .flatMap(({ body }) => Traces.parse(JSON.parse(body.toString())).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { endpoint, posted, bytes, spans, close }
}
