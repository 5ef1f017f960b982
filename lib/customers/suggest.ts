import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { findCustomers } from './store'
import { isWideSearch, type KnownCustomer, toCustomerTerm } from './view'

/** As many as lie over the form without covering its button. */
const most = 6

/** The last customers that match what somebody types, newest first; none for a single character. */
export async function suggestCustomers(ctx: StaffCtx, typed: string): Promise<Result<KnownCustomer[]>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const term = toCustomerTerm(typed)
  if (term === null) return succeed([])
  return succeed(await findCustomers(ctx.db, { term, isWide: isWideSearch(term), limit: most }))
}
