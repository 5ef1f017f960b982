import { searchDesk } from '@/lib/connections/search'
import { CustomerSearch } from '@/lib/customers/schema'
import { answerQuery } from '@/lib/guards/staff-route'

/** What the command palette finds for what is being typed into it. */
export function GET(request: Request) {
  return answerQuery(request, CustomerSearch, (ctx, { search }) => searchDesk(ctx, search))
}
