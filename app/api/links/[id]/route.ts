import { toApiLink } from '@/lib/core/api/link'
import { LinkId } from '@/lib/core/link-id'
import { fail, succeed } from '@/lib/core/result'
import { answerTool } from '@/lib/doors/api-door'
import { readLink } from '@/lib/use-cases/read-link'
import { revokeLink } from '@/lib/use-cases/revoke-link'

type Context = { params: Promise<{ id: string }> }

/** How a link of this internal tool is. */
export const GET = (request: Request, { params }: Context) =>
  answerTool(request, { scope: 'read', doing: 'read' }, async (ctx) => {
    const id = LinkId.safeParse((await params).id)
    const read = id.success ? await readLink(ctx, id.data) : fail({ code: 'not_found' })
    return read.ok ? succeed(toApiLink(read.value.link)) : read
  })

/** Ends a link of this internal tool. One that has ended stays as it is. */
export const DELETE = (request: Request, { params }: Context) =>
  answerTool(request, { scope: 'revoke', doing: 'revoke' }, async (ctx) => {
    const id = LinkId.safeParse((await params).id)
    const revoked = id.success ? await revokeLink(ctx, id.data) : fail({ code: 'not_found' })
    return revoked.ok ? succeed(toApiLink(revoked.value)) : revoked
  })
