import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import { isWideSearch, toCustomerTerm } from '@/lib/core/search/search-text'
import type { StaffCtx } from '@/lib/ctx'

import { findCustomers } from './store'
import type { KnownCustomer } from './view'

/** As many as lie over the form without covering its button. */
const most = 6

/** The last customers that match what somebody types, newest first; none for a single character. */
export async function suggestCustomers(ctx: StaffCtx, typed: string): Promise<Result<KnownCustomer[]>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  if (toCustomerTerm(typed) === null) return succeed([])
  return succeed(await findCustomers(ctx.db, { term: typed, isWide: isWideSearch(typed), limit: most }))
}
