import { randomUUID } from 'node:crypto'

import type { SandboxRuntime } from '../runtime'
import { answerJson } from './answer'
import { type ApiContext, refuseQuery } from './read-request'

/** GET /environment-variables: a bare list; the sandbox has none. */
export function getVariables() {
  return (c: ApiContext) => {
    refuseQuery(c)
    return answerJson(c, [])
  }
}

/** POST /environment/webhook-signing-key/rotate: webhooks are signed with the new key from now on. */
export function rotateSigningKey({ sender }: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    const webhook_signing_key = randomUUID()
    sender.rotateKey(webhook_signing_key)
    return answerJson(c, { data: { webhook_signing_key } })
  }
}
