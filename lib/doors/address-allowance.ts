import 'server-only'
import { openDatabase } from '@/lib/db/open'
import { takeAllowance } from '@/lib/db/take-allowance'
import { settings } from '@/lib/env'
import { requestAddress } from '@/lib/request-id'

/** Counts a try of somebody who is nobody yet against the address that it came from. */
export const takeAddressAllowance = async () => {
  const { db } = await openDatabase()
  return takeAllowance(db, `address ${requestAddress() ?? 'unknown'}`, settings().rateLimits.perAddress)
}
