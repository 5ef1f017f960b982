import { createHash, createHmac } from 'node:crypto'
import { setTimeout } from 'node:timers'
import { promisify } from 'node:util'

import type { AuthEvent } from './auth-event'

export type WebhookSender = {
  /** Posts in the background to the connection's own address, else to the primary one, else nowhere. */
  send: (event: AuthEvent, urlOverride: string | null) => void
  settled: () => Promise<void>
  /** Signs with another key from now on. */
  rotateKey: (signingKey: string) => void
  signingKey: () => string
}

type SenderOptions = {
  url: string | null
  isMuted: boolean
  signingKey: string
  retryDelaysMs: [number, number]
}

const wait = promisify(setTimeout)
const attemptTimeoutMs = 20_000

/** Three attempts, retried on 5xx and network errors only; source: packages/webhooks/lib/utils.ts. */
export function createWebhookSender(options: SenderOptions): WebhookSender {
  const underWay = new Set<Promise<void>>()
  let { signingKey } = options
  return {
    send: (event, urlOverride) => {
      const url = options.isMuted ? null : (urlOverride ?? options.url)
      if (url === null) return
      const delivery = deliver(url, sortedJson(event), { ...options, signingKey }).finally(() =>
        underWay.delete(delivery),
      )
      underWay.add(delivery)
    },
    signingKey: () => signingKey,
    rotateKey: (key) => {
      signingKey = key
    },
    settled: async () => {
      // A handler may have sent another one in the meantime, hence until none is left.
      while (underWay.size > 0) {
        await Promise.all(underWay)
      }
    },
  }
}

const deliver = async (
  url: string,
  body: string,
  { signingKey, retryDelaysMs }: SenderOptions,
): Promise<void> => {
  for (const delayMs of [0, ...retryDelaysMs]) {
    if (delayMs > 0) {
      // Not referenced: an outstanding retry must not keep a stopping process alive.
      await wait(delayMs, undefined, { ref: false })
    }
    if (await isTaken(url, body, signingKey)) return
  }
}

const isTaken = async (url: string, body: string, signingKey: string): Promise<boolean> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(attemptTimeoutMs),
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'nango/0.71.4 (sandbox)',
        ...signWebhook(body, signingKey),
      },
    })
    await response.body?.cancel()
    return response.status < 500
  } catch {
    return false
  }
}

/** The two signature headers over the exact body; source: packages/webhooks/lib/utils.ts. */
export function signWebhook(body: string, signingKey: string) {
  return {
    'X-Nango-Signature': createHash('sha256').update(`${signingKey}${body}`).digest('hex'),
    'X-Nango-Hmac-Sha256': createHmac('sha256', signingKey).update(body).digest('hex'),
  }
}

/** JSON with the keys of every object in alphabetical order, as Nango sends its webhooks. */
const sortedJson = (value: unknown): string => {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
