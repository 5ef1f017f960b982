import 'server-only'
import type { Account, Profile, User } from 'next-auth'

import { routes } from '@/lib/core/routes'
import { Role } from '@/lib/core/staff'
import { isKeepable } from '@/lib/core/typed-text'
import { walkJson } from '@/lib/core/walk-json'
import { recordEvent } from '@/lib/db/events'
import { openDatabase } from '@/lib/db/open'
import { startSession } from '@/lib/db/staff'
import { settings } from '@/lib/env'
import { log } from '@/lib/log'

import { admit, type Admitted, type Refusal } from './admit'
import { issueRefusalTicket } from './refusal-ticket'
import { demoStaff } from './sandbox-provider'

type Entrance = { user: User; account: Account | null; profile?: Profile }

/**
 * next-auth's `signIn` callback: lets a person in and notes the session's id on `user`, or answers with the path to
 * send them to. Never throws: next-auth would put the error's message into a URL.
 */
export const enter = async ({ user, account, profile }: Entrance): Promise<true | string> => {
  try {
    if (!isKept(profile)) return routes.signInFailed('StrangeName')
    const admitted = decide(user, account, profile)
    const { db } = await openDatabase()
    const at = new Date()
    const sessionId = 'refused' in admitted ? null : await startSession(db, { ...admitted, at })
    if (!sessionId) {
      const reason = 'refused' in admitted ? admitted.refused : 'disabled'
      const facts = { reason, email: admitted.email, provider: account?.provider ?? null }
      await recordEvent(db, { at, kind: 'staff.refused', actorId: null, linkId: null, facts })
      return routes.notAllowed(await issueRefusalTicket())
    }
    user.sessionId = sessionId
    return true
  } catch (error) {
    log().error({ err: error }, 'sign-in failed')
    return routes.signInFailed('Unavailable')
  }
}

/** Whether PostgreSQL can keep everything that a provider says of a person. */
const isKept = (profile: Profile | undefined) =>
  [...walkJson(profile)].every(({ value }) => typeof value !== 'string' || isKeepable(value))

const decide = (user: User, account: Account | null, profile: Profile | undefined): Admitted | Refusal => {
  const { mode, auth } = settings()
  if (mode === 'sandbox') return demoStaff(Role.parse(user.demoRole))
  return admit(account?.provider ?? '', profile, auth)
}
