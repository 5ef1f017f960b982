import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import type { Language } from '@/lib/core/language'
import { dayMs, minuteMs } from '@/lib/core/time'
import { events, links } from '@/lib/db/schema'
import { mails } from '@/lib/db/schema-handoff'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { receiptMs } from '@/lib/mail/read'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { formOf, makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { readMailText, useMailDesk } from '@/lib/testing/mail-desk'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'

import { mailReceipts } from './mail-receipts'

const world = useMailDesk()

const send = async (linkId: string, language: Language | null = null) =>
  valueOf(await world.send(linkId, { to: 'ada@example.org', language }))

/** A link whose mail was sent. */
const makeMailed = async (language: Language | null = null) => {
  const made = await makeHandoff(world.agent)
  await send(made.id, language)
  await world.deliver()
  return made
}
const connect = (id: string, at = world.agent.now()) =>
  world.db.update(links).set({ state: 'connected', connectedAt: at, endedAt: at }).where(eq(links.id, id))
const turn = () => mailReceipts(world.desk.deskCtx())
const mailOf = async (id: string) => valueOf(await readLink(world.agent, id)).link.mail
const receipts = async () => (await world.rows()).filter(({ kind }) => kind === 'receipt')

it('goes to the address that the link was mailed to, once, when its customer has connected', async () => {
  useTestSettings({ ...world.settings, COMPANY_NAME: 'Acme', DESK_TIME_ZONE: 'Asia/Tokyo' })
  const { id, code, url } = await makeMailed()
  const before = await mailOf(id)
  const browser = openBrowser(world.desk, code)
  await browser.enter()
  await turn()
  expect(await receipts()).toEqual([])
  await connectByApiKey(formOf(world.desk, valueOf(await browser.session()).token))
  await world.desk.letAskAgain()
  expect(valueOf(await readLink(world.agent, id)).link.state).toBe('connected')
  await turn()
  await world.deliver()
  await turn()
  const sent = await receipts()
  expect(sent).toMatchObject([
    { linkId: id, recipient: 'ada@example.org', language: 'en', createdBy: null, sentAt: expect.any(Date) },
  ])
  const raw = world.receiver.taken.at(-1)?.raw ?? ''
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  const text = readMailText(raw)
  expect(text).toMatch(/Your \S.* account was connected for agent from Acme on .*\(GMT\+9\)\./)
  expect(text).toContain('If it was not you, answer this mail or tell agent at once.')
  expect(text).not.toMatch(/https?:|<a /)
  expect(text).not.toContain(url?.split('/').at(-1))
  // The card shows it, and goes on to show the mail that brought the link.
  expect(await mailOf(id)).toMatchObject({
    last: before?.last,
    receipt: { state: 'sent', to: 'ada@example.org' },
    left: before?.left,
  })
  const told = await world.db.select().from(events).where(eq(events.linkId, id)).orderBy(events.id)
  expect(
    told.filter(({ facts }) => JSON.stringify(facts).includes('"receipt"')).map(({ kind }) => kind),
  ).toEqual(['mail.queued', 'mail.sent'])
})

it('that is refused is shown with the reason', async () => {
  const { id } = await makeMailed()
  await connect(id)
  await turn()
  expect(await mailOf(id)).toMatchObject({ receipt: { state: 'queued', reason: null } })
  world.receiver.setFault({ at: 'rcpt', kind: 'answer', code: 550, text: '5.2.1 Closed' })
  await world.deliver()
  expect(await mailOf(id)).toMatchObject({
    last: { state: 'sent' },
    receipt: { state: 'failed', reason: 'the mailbox takes no mails', answer: 'Closed' },
  })
})

it('is one, however many look for it at once', async () => {
  const made = [await makeMailed(), await makeMailed()]
  for (const { id } of made) await connect(id)
  await Promise.all([turn(), turn(), turn()])
  expect((await receipts()).map(({ linkId }) => linkId).toSorted()).toEqual(
    made.map(({ id }) => id).toSorted(),
  )
})

it('goes out for a link of 30 minutes that was mailed', async () => {
  const { link } = valueOf(await createLink(world.agent, linkInput()))
  await send(link.id)
  await world.deliver()
  await connect(link.id)
  await turn()
  expect(await receipts()).toMatchObject([{ linkId: link.id }])
})

it('is in the language of the last mail, else in that of the link', async () => {
  const [french, german] = [await makeMailed('fr'), await makeHandoff(world.agent, { language: 'de' })]
  await world.queue(german.id)
  await world.deliver()
  await world.db.update(mails).set({ language: null }).where(eq(mails.linkId, german.id))
  for (const { id } of [french, german]) await connect(id)
  await turn()
  const languageOf = Object.fromEntries((await receipts()).map(({ linkId, language }) => [linkId, language]))
  expect(languageOf).toEqual({ [french.id]: 'fr', [german.id]: 'de' })
})

it('goes where a mail arrived last, whatever became of those after it', async () => {
  const { id } = await makeMailed()
  for (const to of ['typo@example.org', 'late@example.org']) {
    await world.queue(id, { to })
    if (to.startsWith('late')) continue
    world.receiver.setFault({ at: 'rcpt', kind: 'answer', code: 550, text: 'no such user' })
    await world.deliver()
    world.receiver.setFault(null)
  }
  await connect(id)
  await turn()
  expect(await receipts()).toMatchObject([{ linkId: id, recipient: 'ada@example.org' }])
})

it('is none where no mail arrived', async () => {
  const { id } = await makeHandoff(world.agent)
  await world.queue(id)
  await connect(id)
  await turn()
  expect(await receipts()).toEqual([])
})

it('is none for a link that its customer did not expect', async () => {
  const { id, code } = await makeMailed()
  const browser = openBrowser(world.desk, code)
  await browser.enter()
  await browser.report()
  await connect(id)
  await turn()
  expect(await receipts()).toEqual([])
})

it('is none for a link that was not mailed, or was connected long ago, or where no mails are sent', async () => {
  await connect((await world.make()).id)
  await connect((await makeMailed()).id, new Date(Date.now() - receiptMs - minuteMs))
  await turn()
  expect(await receipts()).toEqual([])
  await connect((await makeMailed()).id)
  useTestSettings()
  await turn()
  expect(await receipts()).toEqual([])
})

it('that waits for a day says nothing new, and is not sent', async () => {
  const { id } = await makeMailed()
  await connect(id)
  await turn()
  expect(await receipts()).toMatchObject([{ notAfter: expect.any(Date), sentAt: null }])
  world.desk.advance(dayMs + minuteMs)
  await world.deliver()
  expect(await receipts()).toMatchObject([{ sentAt: null, stoppedWhy: 'too_late' }])
})
