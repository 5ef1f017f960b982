import { toApiLink } from '@/lib/core/api/link'
import { LinksQuery } from '@/lib/core/api/links-page'
import { succeed } from '@/lib/core/result'
import { answerTool } from '@/lib/doors/api-door'
import { readQuery } from '@/lib/doors/read-tool-request'
import { pageToolLinks } from '@/lib/use-cases/page-tool-links'

/** The links that an internal tool made. */
export const GET = (request: Request) =>
  answerTool(request, { scope: 'read', doing: 'read' }, async (ctx) => {
    const query = readQuery(request, LinksQuery)
    if (!query.ok) return query
    const page = await pageToolLinks(ctx, query.value)
    if (!page.ok) return page
    return succeed({ links: page.value.links.map(toApiLink), nextCursor: page.value.olderThan })
  })
