import { answerCustomer } from '@/lib/guards/customer'
import { noteEvent } from '@/lib/visits/note'
import { EventQuestion } from '@/lib/visits/schema'

/** The script of a customer's page says what it heard from Connect UI, and asks how far the link is. */
export function POST(request: Request) {
  return answerCustomer(request, EventQuestion, (ctx, visited, { event }) => noteEvent(ctx, visited, event))
}
