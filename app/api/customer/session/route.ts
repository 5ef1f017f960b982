import { answerCustomer } from '@/lib/guards/customer'
import { openVisitSession } from '@/lib/visits/open'
import { SessionQuestion } from '@/lib/visits/schema'

/** The script of a customer's page needs a connect session. */
export function POST(request: Request) {
  return answerCustomer(request, SessionQuestion, (ctx, visited, { integrationKey }) =>
    openVisitSession(ctx, visited, integrationKey),
  )
}
