import { readCustomerStatus } from '@/lib/connections/list'
import { fail } from '@/lib/core/result'
import { CustomerStatusQuery } from '@/lib/customers/schema'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'

/** What a customer has already, for the New link form to say before another link is made. */
export async function GET(request: Request) {
  const query = CustomerStatusQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const result = await readAsStaff(async (ctx) =>
    query.success ? readCustomerStatus(ctx, query.data) : fail({ code: 'invalid_input' }),
  )
  return result.ok ? Response.json(result.value) : answerFailure(result.failure, 'read')
}
