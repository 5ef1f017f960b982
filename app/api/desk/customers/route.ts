import { CustomerSearch } from '@/lib/core/customer-question'
import { fail } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/doors/staff-route'
import { suggestCustomers } from '@/lib/use-cases/suggest-customers'

/** The last customers that match what is being typed into the New link form. */
export async function GET(request: Request) {
  const query = CustomerSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const result = await readAsStaff(async (ctx) =>
    query.success ? suggestCustomers(ctx, query.data.search) : fail({ code: 'invalid_input' }),
  )
  return result.ok ? Response.json(result.value) : answerFailure(result.failure, 'read')
}
