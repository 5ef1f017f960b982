import 'server-only'
import { ProxyTracerProvider, SpanStatusCode, trace } from '@opentelemetry/api'

/** Whose spans are ours: `lib/telemetry/export-spans.ts` lets their names through. */
export const tracerName = 'connect-desk'

/** What a span may say. All are words of ours: no id, no value, no address. */
export type SpanFacts = Partial<
  Record<'desk.code' | 'db.operation' | 'db.table' | 'nango.operation', string> &
    Record<'nango.status', number>
>

/** Whether a trace is under way that this process records. */
export function isTraced(): boolean {
  return trace.getActiveSpan()?.isRecording() ?? false
}

/**
 * Does work as a span of the trace that is under way; without one, as in background work or with tracing off, it is
 * just done. `tell` says what came of it; one with a `desk.code` failed. What is thrown is passed on and not kept.
 */
export async function inSpan<T>(
  name: string,
  facts: SpanFacts,
  work: () => Promise<T>,
  tell: (done: T) => SpanFacts = () => ({}),
): Promise<T> {
  if (!isTraced()) return work()
  return trace.getTracer(tracerName).startActiveSpan(name, { attributes: facts }, async (span) => {
    try {
      const done = await work()
      const told = tell(done)
      span.setAttributes(told)
      if (told['desk.code'] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR })
      return done
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

/** Sends the spans that were not sent yet. After it no span is made any more; without tracing it does nothing. */
export async function endTracing(): Promise<void> {
  const proxy = trace.getTracerProvider()
  const provider: object = proxy instanceof ProxyTracerProvider ? proxy.getDelegate() : proxy
  if ('shutdown' in provider && typeof provider.shutdown === 'function') await provider.shutdown()
}
