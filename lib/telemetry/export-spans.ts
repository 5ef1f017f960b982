import 'server-only'
import type { Attributes } from '@opentelemetry/api'
import type { Configuration } from '@vercel/otel'

import { log } from '@/lib/log'

import { tracerName } from './spans'

type SpanExporter = Exclude<NonNullable<Configuration['traceExporter']>, string>
type Span = Parameters<SpanExporter['export']>[0][number]
type Done = Parameters<SpanExporter['export']>[1]

/** The attributes that leave the process: names, codes and numbers. Next's own hold addresses with their queries. */
const allowed = new Set([
  'desk.code',
  'db.operation',
  'db.table',
  'nango.operation',
  'nango.status',
  'http.method',
  'http.route',
  'http.status_code',
  'next.span_type',
])

/** A word of the program. A text that anybody outside could have written is longer or has other characters sooner or later. */
const wordPattern = /^[\w.: -]{1,64}$/
/** An address as the app's folders write it, such as `/links/[id]`. */
const routePattern = /^\/[a-z/[\].-]{0,64}$/i

const isAllowed = ([name, value]: [string, unknown]) => {
  if (!allowed.has(name)) return false
  if (typeof value !== 'string') return typeof value === 'number'
  return (name === 'http.route' ? routePattern : wordPattern).test(value)
}

/** Next names its spans after the addresses that were asked for: what they do and where is put in the name's place. */
const nameOf = (span: Span, attributes: Attributes) => {
  if (isOurs(span)) return span.name
  const { 'next.span_type': type, 'http.method': method, 'http.route': route } = attributes
  const what = type === 'BaseServer.handleRequest' ? method : type
  return [what ?? 'request', route ?? []].flat().join(' ')
}

const isOurs = (span: Span) => span.instrumentationScope.name === tracerName

/** What of a span is passed on: when, how long, in which trace, and what is on the list. */
export function cleanSpan(span: Span): Span {
  const attributes: Attributes = Object.fromEntries(Object.entries(span.attributes).filter(isAllowed))
  return {
    name: nameOf(span, attributes),
    kind: span.kind,
    spanContext: () => withoutState(span.spanContext()),
    ...(span.parentSpanContext ? { parentSpanContext: withoutState(span.parentSpanContext) } : {}),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    // Its message is that of an error.
    status: { code: span.status.code },
    attributes,
    // Errors as they were thrown, and what others had to say.
    events: [],
    links: [],
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  }
}

/** Its state is what a caller wrote into the header `tracestate`. */
const withoutState = ({ traceId, spanId, traceFlags }: ReturnType<Span['spanContext']>) => ({
  traceId,
  spanId,
  traceFlags,
})

/** Sends on clean spans alone. A collector that cannot be reached is said once, and loses what it was not sent. */
export class CleanSpanExporter implements SpanExporter {
  private readonly exporter: SpanExporter
  private isFailing = false

  constructor(exporter: SpanExporter) {
    this.exporter = exporter
  }

  export(spans: Span[], done: Done) {
    this.exporter.export(spans.map(cleanSpan), (result) => {
      const hasFailed = result.error !== undefined
      if (hasFailed && !this.isFailing) log().warn('traces could not be sent to OTEL_EXPORTER_OTLP_ENDPOINT')
      this.isFailing = hasFailed
      done(result)
    })
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush?.() ?? Promise.resolve()
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown()
  }
}
