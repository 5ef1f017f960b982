import { ConnectLinkBody, toConnectLinkErrors, parseConnectLinkBody } from '@/lib/api/schema/create'
import { answerTool } from '@/lib/guards/api-key'
import { answerCreatedLink, readIntentKey, readJson, refuseFields } from '@/lib/guards/tool-request'
import { createLink } from '@/lib/links/create'

/** An internal tool wants a connect link for a customer. */
export function POST(request: Request) {
  return answerTool(request, { scope: 'create', doing: 'create' }, async (ctx) => {
    const intentKey = readIntentKey(request, 'connectLink')
    if (!intentKey.ok) return intentKey
    const body = await readJson(request, ConnectLinkBody)
    if (!body.ok) return body
    const parsed = parseConnectLinkBody(body.value, intentKey.value)
    if (!parsed.ok) return refuseFields(parsed.errors)
    return answerCreatedLink(await createLink(ctx, parsed.input, 0), toConnectLinkErrors(body.value))
  })
}
