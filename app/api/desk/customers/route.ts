import { CustomerSearch } from '@/lib/customers/schema'
import { suggestCustomers } from '@/lib/customers/suggest'
import { answerQuery } from '@/lib/guards/staff-route'

/** The last customers that match what is being typed into the New link form. */
export function GET(request: Request) {
  return answerQuery(request, CustomerSearch, (ctx, { search }) => suggestCustomers(ctx, search))
}
