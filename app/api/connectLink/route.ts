import { ConnectLinkBody, toConnectLinkErrors, toCreateLinkWish } from '@/lib/core/api/connect-link'
import { answerMadeLink } from '@/lib/doors/answer-made-link'
import { answerTool } from '@/lib/doors/api-door'
import { readIntentKey, readJson, refuseFields } from '@/lib/doors/read-tool-request'
import { createLink } from '@/lib/use-cases/create-link'

/** An internal tool wants a connect link for a customer. */
export const POST = (request: Request) =>
  answerTool(request, { scope: 'create', doing: 'create' }, async (ctx) => {
    const intentKey = readIntentKey(request, 'connectLink')
    if (!intentKey.ok) return intentKey
    const body = await readJson(request, ConnectLinkBody)
    if (!body.ok) return body
    const wish = toCreateLinkWish(body.value, intentKey.value)
    if (!wish.ok) return refuseFields(wish.errors)
    return answerMadeLink(await createLink(ctx, wish.input, 0), toConnectLinkErrors(body.value))
  })
