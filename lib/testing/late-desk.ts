import { createHash } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { expect } from 'vitest'

import type { EventKind } from '@/lib/audit/events'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'
import { events, links } from '@/lib/db/schema'
import { catchUp } from '@/lib/links/catch-up'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import type { LiveLinkView } from '@/lib/links/view'
import { startReceiver } from '@/lib/sandbox/testing/start-receiver'
import { receiveWebhook } from '@/lib/webhooks/receive'

import { linkInput, openTestDesk, valueOf } from './test-desk'
import { useWorld } from './use-world'

/** A desk whose Nango sends its webhooks to a receiver: they come in only when a test delivers them. */
const openLateDesk = async () => {
  const nangosPost = await startReceiver()
  const desk = await openTestDesk({ webhookUrl: nangosPost.url })
  const agent = await desk.ctxFor('agent')
  return {
    desk,
    agent,
    admin: await desk.ctxFor('admin'),
    make: async (key = 'github'): Promise<LiveLinkView> =>
      valueOf(await createLink(agent, linkInput({ integrations: [key] }))),
    /** Asks Nango what is new. */
    look: async (ctx: DeskCtx = agent) => {
      await desk.letAskAgain()
      await catchUp(ctx)
    },
    viewOf: async (id: string, ctx: StaffCtx = agent) => valueOf(await readLink(ctx, id)).link,
    told: async (id: string, kind: EventKind) => {
      const all = await agent.db.select().from(events).where(eq(events.linkId, id)).orderBy(events.id)
      return all.filter((event) => event.kind === kind)
    },
    /** The body of the webhook that Nango sends for what is done. */
    posted: async (work: () => Promise<unknown>): Promise<string> => {
      const before = nangosPost.received.length
      await work()
      await expect.poll(() => nangosPost.received.length).toBe(before + 1)
      return nangosPost.received.at(-1)?.body ?? ''
    },
    deliver: (body: string, ctx: DeskCtx = desk.deskCtx()) =>
      receiveWebhook(ctx, {
        body: JSON.parse(body),
        bodyHash: createHash('sha256').update(body).digest('hex'),
      }),
    /** Begins anew: what ended before may have nothing to do with what comes. */
    begin: async () => {
      await agent.db.update(links).set({ endsAt: new Date(0) })
      await desk.letAskAgain()
    },
    reset: () => desk.reset(),
    close: async () => {
      await desk.close()
      await nangosPost.close()
    },
  }
}

type LateDesk = Awaited<ReturnType<typeof openLateDesk>>

/** Such a desk for the tests of a file. */
export function useLateDesk(): LateDesk {
  return useWorld(openLateDesk)
}

/** The id of the connection that a webhook names. */
export const idIn = (body: string): string => JSON.parse(body).connectionId
