import { toApiLink } from '@/lib/api/schema/link'
import { succeed } from '@/lib/core/result'
import { answerTool } from '@/lib/guards/api-key'
import { readQuery } from '@/lib/guards/tool-request'
import { pageToolLinks } from '@/lib/links/list'
import { LinksQuery } from '@/lib/links/schema/lists'

/** The links that an internal tool created. */
export function GET(request: Request) {
  return answerTool(request, { scope: 'read', doing: 'read' }, async (ctx) => {
    const query = readQuery(request, LinksQuery)
    if (!query.ok) return query
    const page = await pageToolLinks(ctx, query.value)
    if (!page.ok) return page
    return succeed({ links: page.value.links.map(toApiLink), nextCursor: page.value.olderThan })
  })
}
