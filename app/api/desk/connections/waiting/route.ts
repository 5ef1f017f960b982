import { fail } from '@/lib/core/result'
import { WaitingQuestion } from '@/lib/core/waiting-question'
import { answerFailure, readAsStaff } from '@/lib/doors/staff-route'
import { readWaiting } from '@/lib/use-cases/read-waiting'

/** The links that wait for a connection already, to be named before another one is made. */
export async function GET(request: Request) {
  const query = WaitingQuestion.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const result = await readAsStaff(async (ctx) =>
    query.success ? readWaiting(ctx, query.data) : fail({ code: 'invalid_input' }),
  )
  return result.ok ? Response.json({ waiting: result.value }) : answerFailure(result.failure, 'read')
}
