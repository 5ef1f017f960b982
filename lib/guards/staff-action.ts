import 'server-only'
import { headers } from 'next/headers'
import type { z } from 'zod'

import { recordEvent } from '@/lib/audit/record'
import { type Doing, type Failure, toFailureView } from '@/lib/core/failure'
import { type Answer, fail, type Result } from '@/lib/core/result'
import { within } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'
import { isDatabaseDown } from '@/lib/db/explain'
import { toFieldErrors } from '@/lib/links/schema/form'
import { settings } from '@/lib/settings/env'
import { metrics } from '@/lib/telemetry/metrics'
import { inSpan } from '@/lib/telemetry/spans'

import { nameFault } from './faults'
import { foreignOrigin, isOwnOrigin } from './origin'
import { staffCtx } from './staff'
import { trackWork } from './traffic'

type StaffActionOptions<S extends z.ZodType> = {
  /** Such as `link.create`: it stands in the audit log when the person's role does not allow it. */
  name: string
  input: S
  doing: Doing
}

/**
 * A server action of signed-in staff: own origin, session, rate limit, then what was given is parsed and the verb does
 * its work. The action never throws: every failure is an answer.
 */
export function staffAction<S extends z.ZodType, T>(
  { name, input, doing }: StaffActionOptions<S>,
  verb: (ctx: StaffCtx, input: z.output<S>) => Promise<Result<T>>,
): (given: z.input<S>) => Promise<Answer<T>> {
  const run = async (given: unknown): Promise<Result<T>> => {
    const asked = await headers()
    if (!isOwnOrigin(asked)) return fail(nameFault(foreignOrigin(asked)))
    return guardFaults(async () => {
      const ctx = await staffCtx({ isActivity: true })
      if (!ctx) return fail({ code: 'signed_out' })
      const failure = doing === 'create' ? await checkLinkRate(ctx) : null
      if (failure) return failure
      const parsed = input.safeParse(given)
      if (!parsed.success) return fail({ code: 'invalid_input', fieldErrors: toFieldErrors(parsed.error) })
      const result = await verb(ctx, parsed.data)
      if (!result.ok && result.failure.code === 'not_allowed') await recordRefusal(ctx, name)
      return result
    })
  }
  return async (given) => {
    const result = await inSpan(`action ${name}`, {}, () => run(given), toSpanFacts)
    return result.ok ? result : { ok: false, failure: toFailureView(result.failure, doing) }
  }
}

const toSpanFacts = (result: Result<unknown>) => (result.ok ? {} : { 'desk.code': result.failure.code })

/** Every attempt to create a link counts, also one that is refused then. */
const checkLinkRate = async (ctx: StaffCtx) => {
  const { perStaff } = settings().rateLimits
  const { isSpent, resetSeconds } = await consumeAllowance(ctx.db, `staff ${ctx.actor.id}`, perStaff)
  return isSpent ? fail({ code: 'rate_limited', retryAfterSeconds: resetSeconds }) : null
}

/** Refusals of one person that are recorded in a minute: the next ones say nothing new. */
const mostRefusals = 20

/** Records in the audit log that a person tried what their role does not allow. */
export async function recordRefusal(ctx: StaffCtx, what: string) {
  const { isSpent } = await consumeAllowance(ctx.db, `refused ${ctx.actor.id}`, mostRefusals)
  if (isSpent) return
  await recordEvent(ctx.db, {
    at: ctx.now(),
    kind: 'action.refused',
    actorId: ctx.actor.id,
    linkId: null,
    facts: { action: what, role: ctx.actor.role },
  })
}

/** A person waits no longer than this, whatever several slow calls and a slow database add up to. */
const deadlineMs = 12_000

/** Turns what was thrown into a failure; its own text goes to the log alone. What takes too long goes on unheard. */
export async function guardFaults<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    const result = (await within(deadlineMs, trackWork(work()))) ?? fail({ code: 'too_slow' })
    return result.ok ? result : countFailure(nameFault(result.failure))
  } catch (error) {
    return countFailure(
      nameFault({ code: isDatabaseDown(error) ? 'database_unavailable' : 'unexpected' }, error),
    )
  }
}

const countFailure = (failure: Failure) => {
  metrics()?.failures.inc({ code: failure.code })
  return fail(failure)
}
