import 'server-only'
import { notFound } from 'next/navigation'

import type { Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { isInertPage } from './inert-request'
import { recordRefusal } from './staff-action'
import { requireStaff } from './staff-ctx'

/**
 * The door of a page that only some roles may open: session, then the work that knows who may. For everybody else there
 * is no such page, and the audit log gets `what`, such as `audit.read`.
 */
export const requireReader = async <T>(
  path: string,
  what: string,
  work: (ctx: StaffCtx) => Promise<Result<T>>,
): Promise<{ ctx: StaffCtx; value: T }> => {
  const ctx = await requireStaff(path)
  const result = await work(ctx)
  if (result.ok) return { ctx, value: result.value }
  if (result.failure.code !== 'not_allowed') throw new Error(result.failure.code)
  if (!(await isInertPage())) await recordRefusal(ctx, what)
  return notFound()
}
