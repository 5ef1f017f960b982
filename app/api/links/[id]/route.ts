import { toApiLink } from '@/lib/api/schema/link'
import { LinkId } from '@/lib/core/ids'
import { fail, succeed } from '@/lib/core/result'
import { answerTool } from '@/lib/guards/api-key'
import { readLink } from '@/lib/links/read'
import { revokeLink } from '@/lib/links/revoke'

type Context = { params: Promise<{ id: string }> }

/** How a link of this internal tool is. */
export function GET(request: Request, { params }: Context) {
  return answerTool(request, { scope: 'read', doing: 'read' }, async (ctx) => {
    const id = LinkId.safeParse((await params).id)
    const read = id.success ? await readLink(ctx, id.data) : fail({ code: 'not_found' })
    return read.ok ? succeed(toApiLink(read.value.link)) : read
  })
}

/** Ends a link of this internal tool. One that has ended stays as it is. */
export function DELETE(request: Request, { params }: Context) {
  return answerTool(request, { scope: 'revoke', doing: 'revoke' }, async (ctx) => {
    const id = LinkId.safeParse((await params).id)
    const revoked = id.success ? await revokeLink(ctx, id.data) : fail({ code: 'not_found' })
    return revoked.ok ? succeed(toApiLink(revoked.value)) : revoked
  })
}
