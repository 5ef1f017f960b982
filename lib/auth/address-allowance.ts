import 'server-only'
import { openDatabase } from '@/lib/db/open'
import { takeAllowance } from '@/lib/db/take-allowance'
import { requestAddress } from '@/lib/request-id'
import { settings } from '@/lib/settings/env'

/** Far above what an office does at nine o'clock, and a bound on what a stranger makes the identity provider do. */
const mostBegun = 1_000

/**
 * Counts a try of somebody who is nobody yet against the address that it came from. Each kind has a count of its own,
 * and a spent one stops no more than its kind: behind one address there may be a whole office, or everybody.
 */
export const takeAddressAllowance = async (what: 'bad key' | 'sign-in begun' | 'sign-in refused') => {
  const { db } = await openDatabase()
  const limit = what === 'sign-in begun' ? mostBegun : settings().rateLimits.perAddress
  return takeAllowance(db, `${what} ${requestAddress() ?? 'unknown'}`, limit)
}
