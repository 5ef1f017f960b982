import { fail } from '@/lib/core/result'
import { CustomerSearch } from '@/lib/customers/schema'
import { suggestCustomers } from '@/lib/customers/suggest'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'

/** The last customers that match what is being typed into the New link form. */
export async function GET(request: Request) {
  const query = CustomerSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const result = await readAsStaff(async (ctx) =>
    query.success ? suggestCustomers(ctx, query.data.search) : fail({ code: 'invalid_input' }),
  )
  return result.ok ? Response.json(result.value) : answerFailure(result.failure, 'read')
}
