import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import { toCustomerTerm } from '@/lib/core/customer-term'
import { isWideSearch } from '@/lib/core/links-filter'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { Customer } from '@/lib/customers/schema'
import { findCustomers } from '@/lib/db/find-customers'

import type { StaffCtx } from './staff-ctx'

/** As many as lie over the form without covering its button. */
const most = 6

/** The last customers that match what somebody types, newest first; none for a single character. */
export const suggestCustomers = async (ctx: StaffCtx, typed: string): Promise<Result<Customer[]>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const term = toCustomerTerm(typed)
  if (term === null) return succeed([])
  return succeed(await findCustomers(ctx.db, { term, isWide: isWideSearch(term), limit: most }))
}
