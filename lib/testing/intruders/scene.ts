import type { StaffCtx } from '@/lib/ctx'
import { catchUp } from '@/lib/links/catch-up'
import { confirmOrDoubt } from '@/lib/links/confirm'
import { readLink } from '@/lib/links/read'
import { connectByApiKey, connectByOauth } from '@/lib/testing/connect-by'
import { integration } from '@/lib/testing/connect-customer'
import { type Browser, formOf, makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { type TestDesk, valueOf } from '@/lib/testing/test-desk'
import { validEnvironment } from '@/lib/testing/test-settings'

type Stage = { desk: TestDesk; agent: StaffCtx }

/** A link, its customer's browser, somebody else's, and what can be done at Nango. */
export const openScene = async ({ desk, agent }: Stage, key: string = integration) => {
  const link = await makeHandoff(agent, { integrations: [key] })
  const readNewest = async () => {
    const { connections } = await agent.nango.sdk.listConnections({ limit: 1 })
    return connections[0]?.connection_id ?? ''
  }
  return {
    link,
    agent,
    customer: openBrowser(desk, link.code),
    thief: openBrowser(desk, link.code),
    /** One more browser at the link. */
    openAnother: () => openBrowser(desk, link.code),
    /** The form of a session, as whoever has its token opens it. */
    toForm: (token: string) => formOf(desk, token),
    /** Connects with a session's token, wherever it came from; the id of the connection. */
    connect: async (token: string) => {
      await (key === 'github' ? connectByOauth : connectByApiKey)(formOf(desk, token))
      return readNewest()
    },
    readNewest,
    /** What somebody does at Nango who has its key: makes a connection with tags of their choice. */
    importTagged: async (tags: Record<string, string>) => {
      await importConnection(desk.sandbox.origin, tags)
      return readNewest()
    },
    /** The desk hears of it from Nango. */
    catchUp: async () => {
      await desk.letAskAgain()
      await catchUp(desk.deskCtx())
    },
    /** Until the next call Nango shows no connection to the desk. */
    hide: () => desk.faults.setFault(list, { kind: 'rewrite', rewrite: () => ({ connections: [] }) }),
    show: () => desk.faults.setFault(list, null),
    /** The link after all that the desk finds out by itself. */
    settle: async () => {
      await desk.letAskAgain()
      await catchUp(desk.deskCtx())
      desk.advance(25_000)
      await confirmOrDoubt(desk.deskCtx())
      await desk.letAskAgain()
      return valueOf(await readLink(agent, link.id)).link
    },
    /** Another link and its people. */
    openOther: () => openScene({ desk, agent }, key),
  }
}

const list = { method: 'GET', path: '/connections' }

const importConnection = async (origin: string, tags: Record<string, string>) => {
  const credentials = { type: 'API_KEY', apiKey: 'x' }
  const made = await fetch(`${origin}/connections`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${validEnvironment.NANGO_API_KEY}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ provider_config_key: integration, credentials, tags }),
  })
  if (!made.ok) throw new Error(`${made.status} ${await made.text()}`)
}

export type Scene = Awaited<ReturnType<typeof openScene>>

/** What somebody does, by what it is. Whose names begin with `a flow` are about an OAuth integration. */
export type Stories = Record<string, (scene: Scene) => Promise<unknown>>

export const tokenOf = async (browser: Browser, key?: string) => valueOf(await browser.session(key)).token

/** What a page says of a connection. */
export const says = (connectionId: string, integrationKey: string = integration) =>
  ({ type: 'connect', integrationKey, connectionId }) as const

/** Answers to the check, one after the other. */
export const guess = async (browser: Browser, answers: string[]) => {
  for (const answer of answers) await browser.answer(answer)
}
