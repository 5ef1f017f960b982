import 'server-only'
import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import { canManageDesk } from '@/lib/core/actor'
import { errorCode } from '@/lib/core/errors'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { signAsNango } from '@/lib/nango/sign-webhook'
import { testWebhookType } from '@/lib/nango/webhook'

import { deskFacts } from './read'
import type { TestWebhookView } from './view'

const patienceMs = 5_000

/** What the desk answers to a webhook that it took. */
const Taken = z.object({ message: z.literal('ignored') })

/**
 * Sends a signed webhook to the desk's own address for webhooks, by the way that the public would take, and says what came
 * of it. It is about nothing: no link and no list knows of it. For admins.
 */
export async function sendTestWebhook(ctx: StaffCtx): Promise<Result<TestWebhookView>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const { webhookUrl: url } = deskFacts()
  const [signingKey] = ctx.nango.webhookSigningKeys
  if (signingKey === undefined) return succeed({ outcome: 'no_key', url, detail: null })
  return succeed({ url, ...(await post(url, signingKey)) })
}

const post = async (url: string, signingKey: string): Promise<Omit<TestWebhookView, 'url'>> => {
  const body = JSON.stringify({ id: randomUUID(), type: testWebhookType })
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...signAsNango(signingKey, body) },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    const isTaken = answer.status === 200 && Taken.safeParse(await answer.json().catch(() => null)).success
    if (isTaken) return { outcome: 'taken', detail: null }
    return { outcome: answer.status === 401 ? 'unsigned' : 'refused', detail: String(answer.status) }
  } catch (error) {
    return { outcome: 'unreachable', detail: causeOf(error) }
  }
}

/** Node wraps what happened on the network into another error. */
const causeOf = (error: unknown) =>
  errorCode(error instanceof Error ? error.cause : null) ??
  (error instanceof Error && error.name === 'TimeoutError' ? 'no answer within 5 seconds' : null)
