import 'server-only'
import { getServerSession } from 'next-auth/next'
import { cache } from 'react'

import type { Staff } from '@/lib/core/staff'
import { openDatabase } from '@/lib/db/open'
import { findStaffBySession } from '@/lib/db/staff'

import { authOptions } from './options'

export type Current = { staff: Staff; sessionId: string; lastSeenAt: Date }

/** Who makes this request, with role and rights as they are in the database now; null when signed out. */
export const currentStaff = cache(async (): Promise<Current | null> => {
  const session = await getServerSession(authOptions())
  if (!session?.sessionId) return null
  const { db } = await openDatabase()
  const found = await findStaffBySession(db, session.sessionId, new Date())
  return found && { ...found, sessionId: session.sessionId }
})
