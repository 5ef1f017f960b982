import 'server-only'
import { decode } from 'next-auth/jwt'
import { cookies } from 'next/headers'
import { cache } from 'react'

import { type Db, openDatabase } from '@/lib/db/open'

import { findStaffBySession, type SignedIn, touchSession } from '../store/people'
import { sessionCookie } from './options'

type Current = SignedIn & { sessionId: string }

// Only decoded here: next-auth's getServerSession would encode it anew each time, for a cookie nobody sets.
/** Who makes this request, with role and rights as they are in the database now; null when signed out. */
export const currentStaff = cache(async (): Promise<Current | null> => {
  const { name, secret } = sessionCookie()
  const token = (await cookies()).get(name)?.value
  const sessionId = token ? (await decode({ token, secret }).catch(() => null))?.sessionId : null
  if (!sessionId) return null
  const { db } = await openDatabase()
  const found = await findStaffBySession(db, sessionId, new Date())
  return found && { ...found, sessionId }
})

/** Records that a session was used by its person just now, which keeps it open; a write a minute is enough. */
export function recordActivity(db: Db, { sessionId, lastSeenAt }: Current): Promise<void> {
  return touchSession(db, sessionId, lastSeenAt, new Date())
}
