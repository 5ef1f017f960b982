import 'server-only'
import { type Doing, type Failure, failureEntry, toFailureView } from '@/lib/core/failure'
import { fail, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { staffCtx } from './staff'
import { guardFaults, recordRefusal } from './staff-action'

/**
 * The guard of a GET route that the desk's own pages read: session, then the work. It does not count as activity. `what`
 * names what only some roles may read, such as `audit.export`: it stands in the audit log when somebody else tries.
 */
export function readAsStaff<T>(
  work: (ctx: StaffCtx) => Promise<Result<T>>,
  what?: string,
): Promise<Result<T>> {
  return guardFaults(async () => {
    const ctx = await staffCtx({ isActivity: false })
    if (!ctx) return fail({ code: 'signed_out' })
    const result = await work(ctx)
    if (what !== undefined && !result.ok && result.failure.code === 'not_allowed')
      await recordRefusal(ctx, what)
    return result
  })
}

/** A failure as JSON, with its status. */
export function answerFailure(failure: Failure, doing: Doing): Response {
  return Response.json(toFailureView(failure, doing), {
    status: failureEntry(failure.code).pageStatus ?? 500,
    headers: { 'Cache-Control': 'no-store' },
  })
}
