import { createHash } from 'node:crypto'

import { readerHeader, remainingHeader, silentHeader } from '@/lib/core/headers'
import { LinkId } from '@/lib/core/ids'
import { fail, succeed } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'
import { readLink } from '@/lib/links/read'

/** How a link stands, for the pages that watch it. The ETag leaves the time left out, so waiting costs a 304. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const id = LinkId.safeParse((await params).id)
  const result = await readAsStaff(async (ctx) => {
    const read = id.success ? await readLink(ctx, id.data) : fail({ code: 'not_found' })
    return read.ok ? succeed({ ...read.value, readerId: ctx.actor.id }) : read
  })
  if (!result.ok) return answerFailure(result.failure)
  const body = JSON.stringify(result.value.link)
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
  const headers = {
    ETag: etag,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json',
    [readerHeader]: result.value.readerId,
    [remainingHeader]: String(result.value.remainingMs),
    ...(result.value.silentSince && { [silentHeader]: result.value.silentSince }),
  }
  return request.headers.get('if-none-match') === etag
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers })
}
