import { succeed } from '@/lib/core/result'
import { answerQuery } from '@/lib/guards/staff-route'
import { readWaiting } from '@/lib/links/read-of-connections'
import { WaitingQuestion } from '@/lib/links/schema/lists'

/** The links that wait for a connection already, to be named before another one is created. */
export function GET(request: Request) {
  return answerQuery(request, WaitingQuestion, async (ctx, question) => {
    const links = await readWaiting(ctx, question)
    return links.ok ? succeed({ waiting: links.value }) : links
  })
}
