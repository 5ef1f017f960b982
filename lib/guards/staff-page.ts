import 'server-only'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'

import { TimeZone } from '@/lib/core/paging'
import type { Result } from '@/lib/core/result'
import { zoneCookie } from '@/lib/core/zone'
import type { StaffCtx } from '@/lib/ctx'
import { currentStaff } from '@/lib/staff/sign-in/current'
import { defaultPreferences, type Preferences } from '@/lib/staff/view'

import { isInertPage } from './origin'
import { requireStaff } from './staff'
import { recordRefusal } from './staff-action'

/**
 * The guard of a page that only some roles may open: session, then the work that knows who may. For everybody else there
 * is no such page, and the audit log gets `what`, such as `audit.read`.
 */
export async function requireReader<T>(
  path: string,
  what: string,
  work: (ctx: StaffCtx) => Promise<Result<T>>,
): Promise<{ ctx: StaffCtx; value: T }> {
  const ctx = await requireStaff(path)
  const result = await work(ctx)
  if (result.ok) return { ctx, value: result.value }
  if (result.failure.code !== 'not_allowed') throw new Error(result.failure.code)
  if (!(await isInertPage())) await recordRefusal(ctx, what)
  return notFound()
}

/** The zone of the viewer's clock as the browser sent it, or null: nothing but what is shown may depend on it. */
export async function viewerZone(): Promise<string | null> {
  return TimeZone.safeParse((await cookies()).get(zoneCookie)?.value).data ?? null
}

/** What the viewer chose for themselves, read together with their session. */
export async function viewerPreferences(): Promise<Preferences> {
  return (await currentStaff())?.preferences ?? defaultPreferences
}
