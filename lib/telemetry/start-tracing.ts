import 'server-only'
import { OTLPHttpJsonTraceExporter, OTLPHttpProtoTraceExporter, registerOTel } from '@vercel/otel'

import type { Settings } from '@/lib/settings/read'
import { version } from '@/package.json'

import { CleanSpanExporter } from './export-spans'

/** Sends traces from now on; `endTracing` sends what is left. */
export function startTracing({ endpoint, headers, protocol, service }: NonNullable<Settings['traces']>) {
  const Exporter = protocol === 'http/json' ? OTLPHttpJsonTraceExporter : OTLPHttpProtoTraceExporter
  registerOTel({
    serviceName: service,
    attributes: { 'service.version': version },
    // Else another exporter is added, which sends spans as they are.
    spanProcessors: [],
    traceExporter: new CleanSpanExporter(new Exporter({ url: `${endpoint}/v1/traces`, headers })),
    // The spans of fetch would be named after addresses.
    instrumentations: [],
    // No baggage: what a caller says of itself goes nowhere.
    propagators: ['tracecontext'],
  })
}
