import 'server-only'
import { requestAddress } from '@/lib/log'
import { settings } from '@/lib/settings/env'

import { consumeAllowance } from './allowances'
import { openDatabase } from './open'

/** Far above what an office does at nine o'clock, and a bound on what a stranger makes the identity provider do. */
const mostBegun = 1_000

/**
 * Counts a try of somebody who is nobody yet against the address that it came from. Each kind has a count of its own,
 * and a spent one stops no more than its kind: behind one address there may be a whole office, or everybody.
 */
export async function consumeAddressAllowance(what: 'bad key' | 'sign-in begun' | 'sign-in refused') {
  const { db } = await openDatabase()
  const limit = what === 'sign-in begun' ? mostBegun : settings().rateLimits.perAddress
  return consumeAllowance(db, `${what} ${requestAddress() ?? 'unknown'}`, limit)
}
