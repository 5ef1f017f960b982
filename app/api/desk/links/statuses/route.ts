import { z } from 'zod'

import { LinkId } from '@/lib/core/ids'
import { fail, succeed } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'
import { readLinkStatuses, readSilence } from '@/lib/links/read'

const Ids = z.array(LinkId).min(1).max(50)

/** How several links stand, for a list that shows them: `?ids=` and at most 50 ids with commas between; and since when Nango is silent. */
export async function GET(request: Request) {
  const ids = Ids.safeParse(new URL(request.url).searchParams.get('ids')?.split(','))
  const result = await readAsStaff(async (ctx) =>
    ids.success
      ? succeed({ links: await readLinkStatuses(ctx, ids.data), silentSince: await readSilence(ctx) })
      : fail({ code: 'invalid_input' }),
  )
  if (!result.ok) return answerFailure(result.failure)
  return Response.json(result.value, { headers: { 'Cache-Control': 'no-store' } })
}
