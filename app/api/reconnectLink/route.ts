import { ReconnectLinkBody, toReconnectLinkErrors } from '@/lib/api/schema/create'
import { answerTool } from '@/lib/guards/api-key'
import { answerCreatedLink, readIntentKey, readJson } from '@/lib/guards/tool-request'
import { reconnectLink } from '@/lib/links/reconnect'

/** An internal tool wants a link that replaces the account behind a connection. */
export function POST(request: Request) {
  return answerTool(request, { scope: 'create', doing: 'create' }, async (ctx) => {
    const intentKey = readIntentKey(request, 'reconnectLink')
    if (!intentKey.ok) return intentKey
    const body = await readJson(request, ReconnectLinkBody)
    if (!body.ok) return body
    const { integrationId: integration, language = null, ...rest } = body.value
    const input = { intentKey: intentKey.value, integration, language, ...rest }
    return answerCreatedLink(await reconnectLink(ctx, input, 0), toReconnectLinkErrors)
  })
}
