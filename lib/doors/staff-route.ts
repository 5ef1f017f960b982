import 'server-only'
import type { Failure, FailureCode } from '@/lib/core/failure'
import type { Doing } from '@/lib/core/failure-text'
import { toFailureView } from '@/lib/core/failure-text'
import { fail, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { guardFaults } from './staff-action'
import { staffCtx } from './staff-ctx'

const statuses: Partial<Record<FailureCode, number>> = {
  invalid_input: 400,
  signed_out: 401,
  not_allowed: 404,
  not_found: 404,
  database_unavailable: 503,
}

/** The door of a GET route that the desk's own pages read: session, then the work. It does not count as activity. */
export const readAsStaff = <T>(work: (ctx: StaffCtx) => Promise<Result<T>>): Promise<Result<T>> =>
  guardFaults(async () => {
    const ctx = await staffCtx({ isActivity: false })
    return ctx ? work(ctx) : fail({ code: 'signed_out' })
  })

/** A failure as JSON, with its status. */
export const answerFailure = (failure: Failure, doing: Doing): Response =>
  Response.json(toFailureView(failure, doing), {
    status: statuses[failure.code] ?? 500,
    headers: { 'Cache-Control': 'no-store' },
  })
