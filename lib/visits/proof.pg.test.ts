import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { linkIntegrations } from '@/lib/db/schema'
import { confirmConnection } from '@/lib/links/confirm'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { integration, kindsOf } from '@/lib/testing/connect-customer'
import { wrongAnswers } from '@/lib/testing/customer-browser'
import { recordEvidence } from '@/lib/testing/evidence'
import { ended } from '@/lib/testing/intruders/ended'
import { lifted } from '@/lib/testing/intruders/lifted'
import { outside } from '@/lib/testing/intruders/outside'
import { guess, openScene, says, type Stories, tokenOf } from '@/lib/testing/intruders/scene'
import { strangers } from '@/lib/testing/intruders/strangers'
import { valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

const { desk, agent } = useHandoffDesk({ agent: 'agent' })

const attacks: Stories = { ...strangers, ...lifted, ...ended, ...outside }

const open = (title: string) =>
  openScene({ desk, agent }, title.startsWith('a flow') ? 'github' : integration)

describe('who finished: attacks', () => {
  it('are at least forty', () => {
    expect(Object.keys(attacks).length).toBeGreaterThanOrEqual(40)
  })

  for (const [title, attack] of Object.entries(attacks))
    it(title, async () => {
      const scene = await open(title)
      await attack(scene)
      const { integrations } = await scene.settle()
      expect(integrations).toMatchObject([{ isConfirmed: false }])
    })

  it('end with an alarm, once, where something was connected', async () => {
    const { link, customer, connect, settle } = await open('')
    await customer.enter()
    await connect(await tokenOf(customer))
    expect(await settle()).toMatchObject({ state: 'connected', integrations: [{ isConfirmed: false }] })
    await settle()
    expect((await kindsOf(agent, link.id)).filter((kind) => kind === 'link.doubted')).toHaveLength(1)
    const named = { linkId: link.id, integrationKey: integration }
    const confirmed = valueOf(await confirmConnection(agent, named))
    expect(confirmed.integrations).toMatchObject([{ isConfirmed: true }])
    recordEvidence({
      attack: 'scripted ways to connect in place of the customer',
      tried: Object.keys(attacks).length,
      outcome: '0 end as confirmed',
    })
  })
})

/** What customers do. All of it ends as confirmed, and nothing of it is an alarm. */
const honest: Stories = {
  'the page hears of it first': async ({ customer, connect }) => {
    await customer.enter()
    await customer.say(says(await connect(await tokenOf(customer))))
  },
  'the page hears of it while Nango does not show it yet': async ({
    link,
    customer,
    connect,
    catchUp,
    hide,
    show,
  }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    hide()
    await customer.say(says(made))
    show()
    await catchUp()
    const [row] = await agent.db
      .select()
      .from(linkIntegrations)
      .where(and(eq(linkIntegrations.linkId, link.id), eq(linkIntegrations.integrationKey, integration)))
    // With the connection itself: whoever is told of it is told that it is theirs.
    expect(row?.confirmedAt).not.toBeNull()
  },
  'the webhook, or a sweep, is faster than the page': async ({ customer, connect, catchUp }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await catchUp()
    await customer.say(says(made))
  },
  'they went on at Nango’s page': async ({ customer }) => {
    await customer.enter()
    await connectByApiKey(valueOf(await customer.goOn()))
  },
  'they came back from Nango’s page, and connected in the page': async ({ customer, connect }) => {
    await customer.enter()
    await customer.goOn()
    await customer.say(says(await connect(await tokenOf(customer))))
  },
  'they moved to another device, which passed too': async ({ customer, thief: phone, connect }) => {
    await customer.enter()
    await customer.session()
    await phone.enter()
    await phone.say(says(await connect(await tokenOf(phone))))
  },
  'they tried twice and mistyped the check': async ({ customer, connect }) => {
    await customer.press()
    await guess(customer, ['', wrongAnswers[0] ?? '', ' Ada@example.com '])
    await customer.session()
    await customer.say({
      type: 'error',
      integrationKey: integration,
      errorType: 'connection_test_failed',
      isDenied: false,
    })
    await customer.say(says(await connect(await tokenOf(customer))))
  },
  'the page says it twice': async ({ customer, connect }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await Promise.all([customer.say(says(made)), customer.say(says(made))])
  },
}

describe('who finished: customers', () => {
  for (const [title, story] of Object.entries(honest))
    it(title, async () => {
      const scene = await open(title)
      await story(scene)
      const after = await scene.settle()
      expect(after).toMatchObject({ state: 'connected', alarms: [], integrations: [{ isConfirmed: true }] })
      expect(await kindsOf(agent, scene.link.id)).not.toContain('link.doubted')
    })
})
