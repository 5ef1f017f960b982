import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import { mailReminders } from '@/lib/db/schema-handoff'
import { planReminders } from '@/lib/mail/plan'
import { useMailDesk } from '@/lib/testing/mail-desk'

import { askToUnsubscribe, unsubscribeCustomer } from './customer'

const world = useMailDesk()

/** A link with reminders that are planned. */
const reminded = async () => {
  const { id: linkId, code } = await world.make()
  const times = [{ number: 1, dueAt: new Date(Date.now() + 60_000) }]
  const planned = { linkId, recipient: 'ada@example.com', createdBy: world.agent.actor.id, times }
  expect(await world.db.transaction((tx) => planReminders(tx, planned))).toBe(1)
  const whyOf = async () => {
    const [row] = await world.db.select().from(mailReminders).where(eq(mailReminders.linkId, linkId))
    return row?.settledWhy
  }
  return { code, whyOf }
}

const post = (code: string, headers: Record<string, string> = {}) =>
  unsubscribeCustomer(
    new Request(`https://connect.example.com/c/${code}/unsubscribe`, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers,
    }),
    code,
  )

it('a mail program stops reminders at once: from nowhere, without a cookie, and is led nowhere', async () => {
  const { code, whyOf } = await reminded()
  expect(await whyOf()).toBeNull()
  for (const headers of [{}, { origin: 'null' }, { origin: 'https://mail.example.org' }]) {
    const answer = await post(code, headers)
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null])
  }
  expect(await whyOf()).toBe('unsubscribed')
})

it('opened, the same address asks first and changes nothing', async () => {
  const { code, whyOf } = await reminded()
  const answer = askToUnsubscribe(code)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/c/${code}/reminders`])
  expect(await whyOf()).toBeNull()
})

it.each(['0123456789abcdefghjkmnpqrs', 'no-code', '../../x', ''])('leads nowhere with %j', async (code) => {
  expect((await post(code)).status).toBe(404)
})
