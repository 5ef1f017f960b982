import { fail } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'
import { readWaiting } from '@/lib/links/of-connections'
import { WaitingQuestion } from '@/lib/links/schema/lists'

/** The links that wait for a connection already, to be named before another one is made. */
export async function GET(request: Request) {
  const query = WaitingQuestion.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const result = await readAsStaff(async (ctx) =>
    query.success ? readWaiting(ctx, query.data) : fail({ code: 'invalid_input' }),
  )
  return result.ok ? Response.json({ waiting: result.value }) : answerFailure(result.failure, 'read')
}
