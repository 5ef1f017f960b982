import { StandingQuestion } from '@/lib/core/customer-question'
import { fail } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/doors/staff-route'
import { readStanding } from '@/lib/use-cases/read-standing'

/** What a customer has already, for the New link form to say before another link is made. */
export async function GET(request: Request) {
  const query = StandingQuestion.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const result = await readAsStaff(async (ctx) =>
    query.success ? readStanding(ctx, query.data) : fail({ code: 'invalid_input' }),
  )
  return result.ok ? Response.json(result.value) : answerFailure(result.failure, 'read')
}
