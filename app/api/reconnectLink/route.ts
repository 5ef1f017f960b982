import { ReconnectLinkBody, toReconnectLinkErrors } from '@/lib/core/api/reconnect-link'
import { answerMadeLink } from '@/lib/doors/answer-made-link'
import { answerTool } from '@/lib/doors/api-door'
import { readIntentKey, readJson } from '@/lib/doors/read-tool-request'
import { reconnectLink } from '@/lib/use-cases/reconnect-link'

/** An internal tool wants a link that replaces the account behind a connection. */
export const POST = (request: Request) =>
  answerTool(request, { scope: 'create', doing: 'create' }, async (ctx) => {
    const intentKey = readIntentKey(request, 'reconnectLink')
    if (!intentKey.ok) return intentKey
    const body = await readJson(request, ReconnectLinkBody)
    if (!body.ok) return body
    const { connectionId, integrationId: integration, language = null } = body.value
    const input = { intentKey: intentKey.value, connectionId, integration, language }
    return answerMadeLink(await reconnectLink(ctx, input, 0), toReconnectLinkErrors)
  })
