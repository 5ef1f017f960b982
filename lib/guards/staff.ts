import 'server-only'
import { redirect } from 'next/navigation'

import { routes } from '@/lib/core/routes'
import { StaffCtx } from '@/lib/ctx'
import { openDatabase } from '@/lib/db/open'
import { openNango } from '@/lib/nango/client'
import { currentStaff, recordActivity } from '@/lib/staff/sign-in/current'

/** The context of a signed-in person, or null. Polls pass `isActivity: false`: watching alone does not keep a session open. */
export async function staffCtx({ isActivity }: { isActivity: boolean }): Promise<StaffCtx | null> {
  const current = await currentStaff()
  if (!current) return null
  const { db } = await openDatabase()
  if (isActivity) await recordActivity(db, current)
  return new StaffCtx({ actor: current.staff, db, nango: openNango(), now: () => new Date() })
}

/** The context of a signed-in page; anybody else is sent to sign in and comes back to `path`. */
export async function requireStaff(path: string): Promise<StaffCtx> {
  return (await staffCtx({ isActivity: true })) ?? redirect(routes.signIn(path))
}
