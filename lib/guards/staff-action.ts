import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { headers } from 'next/headers'
import type { z } from 'zod'

import { recordEvent } from '@/lib/audit/record'
import { fail, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'
import { isDatabaseDown } from '@/lib/db/open'
import { toFieldErrors } from '@/lib/links/schema/form'
import { trackWork } from '@/lib/process/traffic'
import { settings } from '@/lib/settings/env'

import { nameFault } from './faults'
import { isOwnOrigin } from './origin'
import { staffCtx } from './staff'

/**
 * The door of every server action of signed-in staff: own origin, session, then the work. Never throws. `what` names
 * the action, such as `link.create`: it stands in the audit log when the person's role does not allow it.
 */
export const asStaff = async <T>(
  what: string,
  work: (ctx: StaffCtx) => Promise<Result<T>>,
): Promise<Result<T>> => {
  if (!isOwnOrigin(await headers())) return fail(nameFault({ code: 'foreign_origin' }))
  return guardFaults(async () => {
    const ctx = await staffCtx({ isActivity: true })
    if (!ctx) return fail({ code: 'signed_out' })
    const result = makingLinks.has(what) ? await workWithinLimit(ctx, work) : await work(ctx)
    if (!result.ok && result.failure.code === 'not_allowed') await recordRefusal(ctx, what)
    return result
  })
}

/** As `asStaff`, for an action that is given something: it is looked at when the guard has passed, and not before. */
export const asStaffGiven = <S extends z.ZodType, T>(
  what: string,
  schema: S,
  given: unknown,
  work: (ctx: StaffCtx, input: z.output<S>) => Promise<Result<T>>,
): Promise<Result<T>> =>
  asStaff(what, async (ctx) => {
    const input = schema.safeParse(given)
    return input.success
      ? work(ctx, input.data)
      : fail({ code: 'invalid_input', fieldErrors: toFieldErrors(input.error) })
  })

/** What counts against a person's rate limit. */
const makingLinks = new Set(['link.create', 'link.renew', 'link.reconnect'])

const workWithinLimit = async <T>(ctx: StaffCtx, work: (ctx: StaffCtx) => Promise<Result<T>>) => {
  const { perStaff } = settings().rateLimits
  const { isSpent, resetSeconds } = await consumeAllowance(ctx.db, `staff ${ctx.actor.id}`, perStaff)
  return isSpent ? fail({ code: 'rate_limited', retryAfterSeconds: resetSeconds }) : work(ctx)
}

/** Refusals of one person that are recorded in a minute: the next ones say nothing new. */
const mostRefusals = 20

/** Records in the audit log that a person tried what their role does not allow. */
export const recordRefusal = async (ctx: StaffCtx, what: string) => {
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
export const guardFaults = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
  const late = new AbortController()
  try {
    const tooSlow = wait(deadlineMs, fail({ code: 'too_slow' }), { signal: late.signal })
    const result = await Promise.race([trackWork(work()), tooSlow.catch(() => fail({ code: 'too_slow' }))])
    return result.ok ? result : fail(nameFault(result.failure))
  } catch (error) {
    return fail(nameFault({ code: isDatabaseDown(error) ? 'database_unavailable' : 'unexpected' }, error))
  } finally {
    late.abort()
  }
}
