import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { linkTag, visitTag } from '@/lib/core/customer-fields'
import { linkIntegrations } from '@/lib/db/schema'
import { catchUp } from '@/lib/links/catch-up'
import { confirmConnection, confirmOrDoubt } from '@/lib/links/confirm'
import { readLink } from '@/lib/links/read'
import { revokeLink } from '@/lib/links/revoke'
import { beginOauth, connectByApiKey, connectByOauth } from '@/lib/testing/connect-by'
import { integration, kindsOf } from '@/lib/testing/connect-customer'
import {
  type Browser,
  formOf,
  type MadeHandoff,
  makeHandoff,
  openBrowser,
  rightAnswer,
} from '@/lib/testing/customer-browser'
import { recordEvidence } from '@/lib/testing/evidence'
import { valueOf } from '@/lib/testing/test-desk'
import { validEnvironment } from '@/lib/testing/test-settings'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

const { desk, agent } = useHandoffDesk({ agent: 'agent' })

/** A link, its customer's browser, and somebody else's. */
type Scene = { link: MadeHandoff; customer: Browser; thief: Browser }

const open = async (key: string = integration): Promise<Scene> => {
  const link = await makeHandoff(agent, { integrations: [key] })
  return { link, customer: openBrowser(desk, link.code), thief: openBrowser(desk, link.code) }
}

const tokenOf = async (browser: Browser, key?: string) => valueOf(await browser.session(key)).token

/** Connects with a session's token, wherever it came from; the id of the connection. */
const connect = async (token: string, key: 'github' | typeof integration = integration) => {
  await (key === 'github' ? connectByOauth : connectByApiKey)(formOf(desk, token))
  return newest()
}
const newest = async () => {
  const { connections } = await agent.nango.sdk.listConnections({ limit: 1 })
  return connections[0]?.connection_id ?? ''
}

const says = (connectionId: string, integrationKey: string = integration) =>
  ({ type: 'connect', integrationKey, connectionId }) as const

/** All that the desk finds out by itself. */
const settle = async (id: string) => {
  await desk.letAskAgain()
  await catchUp(desk.deskCtx())
  desk.advance(25_000)
  await confirmOrDoubt(desk.deskCtx())
  await desk.letAskAgain()
  return valueOf(await readLink(agent, id)).link
}

const isConfirmed = async (id: string) => (await settle(id)).integrations.some((one) => one.isConfirmed)

/** What somebody writes at Nango who has its key: a connection with tags of their choice. */
const importTagged = async (tags: Record<string, string>) => {
  const made = await fetch(`${desk.sandbox.origin}/connections`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${validEnvironment.NANGO_API_KEY}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      provider_config_key: integration,
      credentials: { type: 'API_KEY', apiKey: 'x' },
      tags,
    }),
  })
  if (!made.ok) throw new Error(`${made.status} ${await made.text()}`)
  return newest()
}

const guess = (browser: Browser, answers: string[]) =>
  answers.reduce(async (before, answer) => {
    await before
    await browser.answer(answer)
  }, Promise.resolve())

const wrong = ['eve@example.com', 'ada@example.org', 'ada', 'example.com', 'ada@example.co']

/** What somebody does who is not the customer, or what is not the customer's doing. None of it ends as confirmed. */
const attacks: Record<string, (scene: Scene) => Promise<unknown>> = {
  'link passed on; the other one presses Continue and reports a connection': async ({ thief }) => {
    await thief.press()
    await thief.say(says('conn_1'))
  },
  'link passed on; the other one asks for a session before the check': async ({ thief }) => {
    await thief.press()
    await thief.session()
  },
  'link passed on; the other one goes on at Nango’s page before the check': async ({ thief }) => {
    await thief.press()
    await thief.goOn()
  },
  'link passed on; the other one never pressed Continue': async ({ thief }) => {
    await thief.session()
    await thief.goOn()
    await thief.say(says('conn_1'))
  },
  'token lifted out of the page, connected elsewhere': async ({ customer }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
  },
  'token lifted out of the page before the check was passed by its holder': async ({ customer, thief }) => {
    await customer.enter()
    await thief.press()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'token lifted, the thief says so with no cookie': async ({ customer, thief }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'token lifted, the thief says so after a guessed check': async ({ customer, thief }) => {
    await customer.enter()
    await thief.press()
    await guess(thief, wrong.slice(0, 3))
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'token lifted, the customer’s page hears of another connection': async ({ customer }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
    await customer.say(says('conn_other'))
  },
  'token lifted, the customer’s page asks how far it is': async ({ customer }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
    await customer.say({ type: 'poll' })
    await customer.say({ type: 'ready', integrationKey: integration })
    await customer.say({ type: 'close', integrationKey: integration })
  },
  'token lifted, and the customer goes on at Nango’s page later': async ({ customer }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await connect(token)
    await customer.goOn()
  },
  'a flow begun with a lifted token ends after the customer went on at Nango’s page': async ({
    customer,
  }) => {
    await customer.enter()
    const flow = await beginOauth(formOf(desk, await tokenOf(customer, 'github')))
    await customer.goOn()
    await flow.finish()
  },
  'a flow begun with a lifted token, while another device goes on at Nango’s page': async ({
    customer,
    thief,
  }) => {
    await customer.enter()
    const flow = await beginOauth(formOf(desk, await tokenOf(customer, 'github')))
    await thief.enter()
    await thief.goOn()
    await flow.finish()
  },
  'token lifted, and another device that passed says so': async ({ customer, thief }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await thief.enter()
    await connect(token).then(
      (made) => thief.say(says(made)),
      () => thief.say(says('conn_1')),
    )
  },
  'a second tab of another device reports the first one’s connection': async ({ customer, thief }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.enter()
    await thief.say(says(made))
  },
  'a connection of another link is reported': async ({ customer }) => {
    const other = await open()
    await other.customer.enter()
    const made = await connect(await tokenOf(other.customer))
    await customer.enter()
    await customer.say(says(made))
  },
  'an unknown connection is reported': async ({ customer }) => {
    await customer.enter()
    await customer.say(says('conn_that_nobody_made'))
  },
  'an integration that the link is not for is reported': async ({ customer }) => {
    await customer.enter()
    await customer.say(says('conn_1', 'github'))
  },
  'the cookie of another link is sent': async ({ thief }) => {
    const other = await open()
    await other.customer.enter()
    thief.takeCookie(other.customer.readCookie())
    await thief.session()
    await thief.goOn()
    await thief.say(says('conn_1'))
  },
  'the cookie of another link is sent with a connection made by a lifted token': async ({
    customer,
    thief,
  }) => {
    const other = await open()
    await other.customer.enter()
    thief.takeCookie(other.customer.readCookie())
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'a made-up cookie is sent': async ({ customer, thief }) => {
    thief.takeCookie('A'.repeat(43))
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'the check is guessed five times': async ({ thief }) => {
    await thief.press()
    await guess(thief, wrong)
    await thief.answer(rightAnswer)
    await thief.session()
    await thief.goOn()
  },
  'the check is guessed five times from five browsers': async ({ link }) => {
    for (const answer of wrong) {
      const one = openBrowser(desk, link.code)
      await one.press()
      await one.answer(answer)
    }
    const last = openBrowser(desk, link.code)
    await last.enter()
    await last.goOn()
  },
  'right answer after the lock': async ({ customer, thief }) => {
    await thief.press()
    await guess(thief, wrong)
    await customer.enter()
    await customer.session()
    await customer.say(says('conn_1'))
  },
  'a flow begun before the lock ends after it': async ({ customer, thief }) => {
    await customer.enter()
    const flow = await beginOauth(formOf(desk, await tokenOf(customer, 'github')))
    await thief.press()
    await guess(thief, wrong)
    await flow.finish()
    await customer.say(says(await newest(), 'github'))
  },
  'a token from before the lock': async ({ customer, thief }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await thief.press()
    await guess(thief, wrong)
    await connect(token).catch(() => null)
    await customer.say(says(await newest()))
  },
  'a token from before the revocation': async ({ link, customer }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await revokeLink(agent, link.id)
    await connect(token).catch(() => null)
    await customer.say(says(await newest()))
  },
  'a flow begun before the revocation ends after it': async ({ link, customer }) => {
    await customer.enter()
    const flow = await beginOauth(formOf(desk, await tokenOf(customer, 'github')))
    await revokeLink(agent, link.id)
    await flow.finish()
    await customer.say(says(await newest(), 'github'))
  },
  'a flow at Nango’s page begun before the revocation ends after it': async ({ link, customer }) => {
    await customer.enter()
    const flow = await beginOauth(valueOf(await customer.goOn()))
    await revokeLink(agent, link.id)
    await flow.finish()
  },
  'a flow begun before its customer’s report ends after it': async ({ customer, thief }) => {
    await thief.enter()
    const flow = await beginOauth(formOf(desk, await tokenOf(thief, 'github')))
    await customer.enter()
    await customer.report()
    await flow.finish()
    await thief.say(says(await newest(), 'github'))
  },
  'a token from before its customer’s report': async ({ customer, thief }) => {
    await thief.enter()
    const token = await tokenOf(thief)
    await customer.enter()
    await customer.report()
    await connect(token).catch(() => null)
    await thief.say(says(await newest()))
  },
  'a session after the end': async ({ link, customer }) => {
    await customer.enter()
    await revokeLink(agent, link.id)
    await customer.session()
    await customer.goOn()
    await customer.say(says('conn_1'))
  },
  'a connection made outside with a copied link tag': async ({ link, customer }) => {
    await customer.enter()
    await importTagged({ [linkTag]: link.id })
  },
  'a connection made outside with a copied link tag, reported by the page': async ({ link, customer }) => {
    await customer.enter()
    await customer.say(says(await importTagged({ [linkTag]: link.id })))
  },
  'a connection made outside with both tags copied': async ({ link, customer }) => {
    await customer.enter()
    await importTagged({ [linkTag]: link.id, [visitTag]: (await customer.visitId()) ?? '' })
  },
  'a connection made outside with the tag of a visit of another link': async ({ link, customer }) => {
    const other = await open()
    await other.customer.enter()
    const made = await importTagged({
      [linkTag]: link.id,
      [visitTag]: (await other.customer.visitId()) ?? '',
    })
    await other.customer.say(says(made))
    await customer.enter()
    await customer.say(says(made))
  },
  'a connection made outside with the tag of a visit that went on, of another link': async ({ link }) => {
    const other = await open()
    await other.customer.enter()
    await other.customer.goOn()
    await importTagged({ [linkTag]: link.id, [visitTag]: (await other.customer.visitId()) ?? '' })
  },
  'a connection made outside with the tag of a page that also went on': async ({ link, customer }) => {
    await customer.enter()
    await customer.goOn()
    await importTagged({ [linkTag]: link.id, [visitTag]: (await customer.visitId()) ?? '' })
  },
  'a connection made outside with the tag of a visit before its check': async ({ link, thief }) => {
    await thief.press()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: (await thief.visitId()) ?? '' })
    await thief.say(says(made))
  },
  'a connection made outside with the tag of the trial session': async ({ link, customer }) => {
    await customer.enter()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: `vis_${'0'.repeat(26)}` })
    await customer.say(says(made))
  },
  'a connection made outside with a visit’s tag of no visit': async ({ link, customer }) => {
    await customer.enter()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: "vis_x' or '1'='1" })
    await customer.say(says(made))
  },
  'replayed after success: the page reports the thief’s second connection': async ({ customer }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await connect(token)
    await catchUp(desk.deskCtx())
    await customer.say(says(await connect(token).catch(() => 'conn_1')))
  },
  'the thief is first, and the customer reports their own second one': async ({ customer }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await connect(token)
    const own = await connect(token)
    await catchUp(desk.deskCtx())
    await customer.say(says(own))
  },
  'the visit passes only after a connection with its tag was reported': async ({ link, thief }) => {
    await thief.press()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: (await thief.visitId()) ?? '' })
    await thief.say(says(made))
    await thief.answer(rightAnswer)
  },
  'errors and closings are told as if they were successes': async ({ customer }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
    for (const errorType of ['connect', 'success', 'constructor', '__proto__'])
      await customer.say({ type: 'error', integrationKey: integration, errorType, isDenied: false })
    await customer.say({ type: 'no_frame', integrationKey: integration })
    await customer.say({ type: 'session_over', integrationKey: integration })
  },
}

describe('who finished: attacks', () => {
  it('are at least forty', () => {
    expect(Object.keys(attacks).length).toBeGreaterThanOrEqual(40)
  })

  for (const [title, attack] of Object.entries(attacks))
    it(title, async () => {
      const scene = await open(title.startsWith('a flow') ? 'github' : integration)
      await attack(scene)
      expect(await isConfirmed(scene.link.id)).toBe(false)
    })

  it('end with an alarm where something was connected', async () => {
    const { link, customer } = await open()
    await customer.enter()
    await connect(await tokenOf(customer))
    const after = await settle(link.id)
    expect(after).toMatchObject({ state: 'connected', integrations: [{ isConfirmed: false }] })
    await settle(link.id)
    expect((await kindsOf(agent, link.id)).filter((kind) => kind === 'link.doubted')).toHaveLength(1)
    const confirmed = valueOf(
      await confirmConnection(agent, { linkId: link.id, integrationKey: integration }),
    )
    expect(confirmed.integrations).toMatchObject([{ isConfirmed: true }])
    recordEvidence({
      attack: 'scripted ways to connect in place of the customer',
      tried: Object.keys(attacks).length,
      outcome: '0 end as confirmed',
    })
  })
})

/** What customers do. All of it ends as confirmed, and nothing of it is an alarm. */
const honest: Record<string, (scene: Scene) => Promise<unknown>> = {
  'the page hears of it first': async ({ customer }) => {
    await customer.enter()
    await customer.say(says(await connect(await tokenOf(customer))))
  },
  'the page hears of it while Nango does not show it yet': async ({ link, customer }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    desk.faults.setFault(
      { method: 'GET', path: '/connections' },
      { kind: 'rewrite', rewrite: () => ({ connections: [] }) },
    )
    await customer.say(says(made))
    desk.faults.setFault({ method: 'GET', path: '/connections' }, null)
    await desk.letAskAgain()
    await catchUp(desk.deskCtx())
    const [row] = await agent.db
      .select()
      .from(linkIntegrations)
      .where(and(eq(linkIntegrations.linkId, link.id), eq(linkIntegrations.integrationKey, integration)))
    // With the connection itself: whoever is told of it is told that it is theirs.
    expect(row?.confirmedAt).not.toBeNull()
  },
  'the webhook, or a sweep, is faster than the page': async ({ customer }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await catchUp(desk.deskCtx())
    await customer.say(says(made))
  },
  'they went on at Nango’s page': async ({ customer }) => {
    await customer.enter()
    await connectByApiKey(valueOf(await customer.goOn()))
  },
  'they came back from Nango’s page, and connected in the page': async ({ customer }) => {
    await customer.enter()
    await customer.goOn()
    await customer.say(says(await connect(await tokenOf(customer))))
  },
  'they moved to another device, which passed too': async ({ customer, thief: phone }) => {
    await customer.enter()
    await customer.session()
    await phone.enter()
    await phone.say(says(await connect(await tokenOf(phone))))
  },
  'they tried twice and mistyped the check': async ({ customer }) => {
    await customer.press()
    await guess(customer, ['', wrong[0] ?? '', ' Ada@example.com '])
    await customer.session()
    await customer.say({
      type: 'error',
      integrationKey: integration,
      errorType: 'connection_test_failed',
      isDenied: false,
    })
    await customer.say(says(await connect(await tokenOf(customer))))
  },
  'the page says it twice': async ({ customer }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await Promise.all([customer.say(says(made)), customer.say(says(made))])
  },
}

describe('who finished: customers', () => {
  for (const [title, story] of Object.entries(honest))
    it(title, async () => {
      const scene = await open()
      await story(scene)
      const after = await settle(scene.link.id)
      expect(after).toMatchObject({ state: 'connected', alarms: [], integrations: [{ isConfirmed: true }] })
      expect(await kindsOf(agent, scene.link.id)).not.toContain('link.doubted')
    })
})
