import 'server-only'
import type { z } from 'zod'

import { type Failure, failureEntry, toFailureView } from '@/lib/core/failure'
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

/** Answers what a page of the desk asks by a query in the shape of a schema, as JSON. */
export async function answerQuery<S extends z.ZodType, T>(
  request: Request,
  schema: S,
  work: (ctx: StaffCtx, query: z.output<S>) => Promise<Result<T>>,
): Promise<Response> {
  const query = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const result = await readAsStaff(async (ctx) =>
    query.success ? work(ctx, query.data) : fail({ code: 'invalid_input' }),
  )
  return result.ok ? Response.json(result.value) : answerFailure(result.failure)
}

/** A failure as JSON, with its status. */
export function answerFailure(failure: Failure): Response {
  return Response.json(toFailureView(failure, 'read'), {
    status: failureEntry(failure.code).pageStatus ?? 500,
    headers: { 'Cache-Control': 'no-store' },
  })
}
