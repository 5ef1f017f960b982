import { readCustomerStatus } from '@/lib/connections/list'
import { CustomerStatusQuery } from '@/lib/customers/schema'
import { answerQuery } from '@/lib/guards/staff-route'

/** What a customer has already, for the New link form to say before another link is created. */
export function GET(request: Request) {
  return answerQuery(request, CustomerStatusQuery, readCustomerStatus)
}
