import 'server-only'
import type { z } from 'zod'

import { log } from '@/lib/log'

import type { CallNotes, Nango } from './client'
import { toNangoFailure, type NangoFailure } from './to-failure'

/** The longest a whole call may take, its retry included. */
const callMs = 8_000

export type NangoAnswer<T> = { ok: true; value: T; date: Date | null; sentAt: Date; receivedAt: Date }

/**
 * The one way to Nango: within 8 s, retried and rested by the room's policy, the answer parsed by `schema`.
 * A failure is in our words; the SDK's error, which carries the API key, ends here. `isOfKey`: the call counts
 * towards the rate limit of the API key.
 */
export const callNango = async <T>(
  nango: Nango,
  name: string,
  send: (sdk: Nango['sdk']) => Promise<unknown>,
  schema: z.ZodType<T>,
  { isOfKey = true }: { isOfKey?: boolean } = {},
): Promise<NangoAnswer<T> | ({ ok: false } & NangoFailure)> => {
  const refusal = (await nango.meter.getStore()?.()) ?? null
  if (refusal) return { ok: false, failure: refusal, status: null, issues: [] }
  const notes: CallNotes = { signal: AbortSignal.timeout(callMs), date: null, isOfKey }
  const sentAt = new Date()
  try {
    const raw = await nango.notes.run(notes, () => nango.execute(() => send(nango.sdk)))
    const receivedAt = new Date()
    const parsed = schema.safeParse(raw)
    if (parsed.success) return { ok: true, value: parsed.data, date: notes.date, sentAt, receivedAt }
    log().error(
      { call: name, paths: parsed.error.issues.map((issue) => issue.path.join('.')) },
      'Nango answered in an unknown shape',
    )
    return { ok: false, failure: { code: 'nango_bad_answer' }, status: null, issues: [] }
  } catch (thrown) {
    const known = toNangoFailure(nango, thrown)
    log().warn(
      {
        call: name,
        code: known.failure.code,
        status: known.status,
        paths: known.issues.map((i) => i.path.join('.')),
      },
      'Nango call failed',
    )
    return { ok: false, ...known }
  }
}
