import 'server-only'
import type { Failure, FailureCode } from '@/lib/core/failure'
import type { Doing } from '@/lib/core/failure-text'
import { toFailureView } from '@/lib/core/failure-text'
import { fail, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { guardFaults, recordRefusal } from './staff-action'
import { staffCtx } from './staff-ctx'

const statuses: Partial<Record<FailureCode, number>> = {
  invalid_input: 400,
  signed_out: 401,
  not_allowed: 404,
  not_found: 404,
  foreign_origin: 403,
  rate_limited: 429,
  export_running: 429,
  exports_full: 429,
  database_unavailable: 503,
}

/**
 * The door of a GET route that the desk's own pages read: session, then the work. It does not count as activity. `what`
 * names what only some roles may read, such as `audit.export`: it stands in the audit log when somebody else tries.
 */
export const readAsStaff = <T>(
  work: (ctx: StaffCtx) => Promise<Result<T>>,
  what?: string,
): Promise<Result<T>> =>
  guardFaults(async () => {
    const ctx = await staffCtx({ isActivity: false })
    if (!ctx) return fail({ code: 'signed_out' })
    const result = await work(ctx)
    if (what !== undefined && !result.ok && result.failure.code === 'not_allowed')
      await recordRefusal(ctx, what)
    return result
  })

/** A failure as JSON, with its status. */
export const answerFailure = (failure: Failure, doing: Doing): Response =>
  Response.json(toFailureView(failure, doing), {
    status: statuses[failure.code] ?? 500,
    headers: { 'Cache-Control': 'no-store' },
  })
