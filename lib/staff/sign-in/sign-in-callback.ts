import 'server-only'
import type { Account, Profile, User } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'

import { recordEvent } from '@/lib/audit/record'
import { Role } from '@/lib/core/actor'
import { refusalRoutes } from '@/lib/core/desk-routes'
import { walkJson } from '@/lib/core/json'
import { isStorable } from '@/lib/core/text'
import { consumeAddressAllowance } from '@/lib/db/allowances'
import { openDatabase } from '@/lib/db/open'
import { log } from '@/lib/log'
import { settings } from '@/lib/settings/env'

import { startSession } from '../store/people'
import { admit, type Admitted, type Refusal } from './admit'
import { demoStaff } from './providers'

type Entrance = { user: User; account: Account | null; profile?: Profile }

/**
 * next-auth's `signIn` callback: lets a person in and keeps the session's id on `user`, or answers with the path to
 * send them to. Never throws: next-auth would put the error's message into a URL.
 */
export async function signInCallback({ user, account, profile }: Entrance): Promise<true | string> {
  try {
    if (!isKept(profile)) return refusalRoutes.signInFailed('StrangeName')
    const admitted = decide(user, account, profile)
    const { db } = await openDatabase()
    const at = new Date()
    const sessionId = 'refused' in admitted ? null : await startSession(db, { ...admitted, at })
    if (!sessionId) {
      // What a flood of strangers says is not kept.
      if ((await consumeAddressAllowance('sign-in refused')).isSpent)
        return refusalRoutes.signInFailed('TooMany')
      const reason = 'refused' in admitted ? admitted.refused : 'disabled'
      const facts = { reason, email: admitted.email, provider: account?.provider ?? null }
      await recordEvent(db, { at, kind: 'staff.refused', actorId: null, linkId: null, facts })
      return refusalRoutes.notAllowed(await issueRefusalTicket())
    }
    user.sessionId = sessionId
    return true
  } catch (error) {
    log().error({ err: error }, 'sign-in failed')
    return refusalRoutes.signInFailed('Unavailable')
  }
}

/** Whether PostgreSQL can keep everything that a provider says of a person. */
const isKept = (profile: Profile | undefined) =>
  [...walkJson(profile)].every(({ value }) => typeof value !== 'string' || isStorable(value))

const decide = (user: User, account: Account | null, profile: Profile | undefined): Admitted | Refusal => {
  const { mode, auth } = settings()
  if (mode === 'sandbox') return demoStaff(Role.parse(user.demoRole))
  return admit(account?.provider ?? '', profile, auth)
}

const ticketSeconds = 600
const salt = 'refusal'

/** For a person whom a provider vouched for and whom we refused: lets the next page name the admins, to nobody else. */
const issueRefusalTicket = () => {
  return encode({ token: {}, secret: settings().auth.secret, salt, maxAge: ticketSeconds })
}

export async function isRefusalTicket(ticket: unknown): Promise<boolean> {
  if (typeof ticket !== 'string') return false
  const token = await decode({ token: ticket, secret: settings().auth.secret, salt }).catch(() => null)
  return token !== null
}
