import { succeed } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'
import { listNews } from '@/lib/links/list'

/** The hand-off links that this person has to know of, for whatever page is open; `now` is the desk's clock, in milliseconds. */
export async function GET() {
  const result = await readAsStaff(async (ctx) =>
    succeed({ links: await listNews(ctx), now: ctx.now().getTime() }),
  )
  if (!result.ok) return answerFailure(result.failure)
  return Response.json(result.value, { headers: { 'Cache-Control': 'no-store' } })
}
