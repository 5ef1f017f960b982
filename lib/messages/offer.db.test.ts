import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { events } from '@/lib/db/schema'
import { handoffs } from '@/lib/db/schema-handoff'
import { createLink } from '@/lib/links/create'
import { readLink, readStoredLink } from '@/lib/links/read'
import { renewLink } from '@/lib/links/renew'
import { revokeLink } from '@/lib/links/revoke'
import type { CreateLinkInput } from '@/lib/links/schema/create'
import { makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { customerSettings, useTestSettings } from '@/lib/testing/test-settings'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

import { offerMessage } from './offer'
import { previewTemplate } from './preview'
import { printSheet } from './print-sheet'
import { saveTemplate } from './save'
import { MessageInput, PreviewInput, SaveTemplateInput } from './schema'
import { writeMessage } from './write'

const { desk, agent, admin, colleague, viewer } = useHandoffDesk({
  agent: ['agent', 'Ben Nevis'],
  admin: 'admin',
  colleague: ['agent', 'colleague'],
  viewer: 'viewer',
})

beforeAll(() => {
  useTestSettings({ ...customerSettings, COMPANY_NAME: 'Acme', DESK_TIME_ZONE: 'Europe/Berlin' })
})

const ask = (linkId: string, changes: Partial<MessageInput> = {}) =>
  MessageInput.parse({ linkId, channel: 'email', language: null, zone: 'UTC', isTaken: false, ...changes })
const eventsOf = async (linkId: string) =>
  (await agent.db.select().from(events).where(eq(events.linkId, linkId)).orderBy(desc(events.id))).map(
    ({ kind, facts, actorId }) => ({ kind, facts, actorId }),
  )
const make = async (changes: Partial<CreateLinkInput> = {}) =>
  valueOf(await createLink(agent, linkInput(changes)))

describe('a message about a link', () => {
  it('is shown without its address, and taken with it: that is an event', async () => {
    const { id, url } = await makeHandoff(agent)
    const before = await eventsOf(id)
    const shown = valueOf(await offerMessage(agent, ask(id)))
    expect(shown).toMatchObject({ language: 'en', email: 'ada@example.com', sms: null })
    expect(shown.body).toMatch(/^Hello Ada,\n\nBen from Acme asks you to connect your/)
    expect(shown.body).not.toContain(url)
    expect(shown.body).toContain('https://connect.example.com/c/••••')
    expect(await eventsOf(id)).toEqual(before)

    const taken = valueOf(await offerMessage(agent, ask(id, { isTaken: true })))
    expect(taken.body).toContain(url)
    expect(taken.body.replace(String(url), '')).toBe(
      shown.body.replace(/https:\/\/connect\.example\.com\/c\/•+/, ''),
    )
    expect(await eventsOf(id)).toEqual([
      { kind: 'link.copied', facts: { how: 'message' }, actorId: agent.actor.id },
      ...before,
    ])
  })
  it('of a link that wrong answers have locked is none, and neither is its print', async () => {
    const { id } = await makeHandoff(agent)
    await agent.db.update(handoffs).set({ lockedAt: agent.now() }).where(eq(handoffs.linkId, id))
    const before = await eventsOf(id)
    for (const isTaken of [false, true])
      expect(codeOf(await offerMessage(agent, ask(id, { isTaken })))).toBe('link_over')
    expect(codeOf(await printSheet(agent, { linkId: id, zone: null }))).toBe('link_over')
    expect(await eventsOf(id)).toEqual(before)
  })
  it('is for who may see the link, while it lives', async () => {
    const { link } = await make()
    for (const isTaken of [false, true]) {
      const offered = async (ctx: StaffCtx) => codeOf(await offerMessage(ctx, ask(link.id, { isTaken })))
      expect(await offered(colleague)).toBe('not_found')
      expect(await offered(viewer)).toBe('not_found')
      expect(await offered(admin)).toBe('ok')
    }
    const before = await eventsOf(link.id)
    for (const ctx of [colleague, viewer])
      expect(codeOf(await printSheet(ctx, { linkId: link.id, zone: null }))).toBe('not_found')
    expect(await eventsOf(link.id)).toEqual(before)
    valueOf(await revokeLink(agent, link.id))
    expect(codeOf(await offerMessage(agent, ask(link.id)))).toBe('not_found')
    expect(codeOf(await printSheet(agent, { linkId: link.id, zone: null }))).toBe('not_found')
    const stored = await readStoredLink(agent, link.id)
    const written =
      stored && (await writeMessage(desk.deskCtx(), stored, { ...ask(link.id), isReminder: false }))
    expect(written && codeOf(written)).toBe('link_over')
  })
  it('is of no use when the time of the link is up', async () => {
    const { link } = await make()
    desk.advance(31 * 60_000)
    expect(codeOf(await offerMessage(agent, ask(link.id)))).toBe('link_over')
  })
  it('is in the language that was chosen, else the link’s, else the customer’s last one, else in English', async () => {
    const customer = { ...linkInput().customer, id: 'user_of_languages', displayName: null }
    const languageOf = async (id: string, language: MessageInput['language'] = null) =>
      valueOf(await offerMessage(agent, ask(id, { language }))).language
    const first = await make({ customer })
    expect(await languageOf(first.link.id)).toBe('en')
    const second = await make({ customer, language: 'fr' })
    expect(await languageOf(second.link.id)).toBe('fr')
    expect(await languageOf(first.link.id)).toBe('fr')
    expect(await languageOf(second.link.id, 'ja')).toBe('ja')
    const { body } = valueOf(await offerMessage(agent, ask(first.link.id)))
    expect(body).toMatch(/^Bonjour,\n/)
  })
  it('counts an SMS with the real address', async () => {
    const { link } = await make()
    const { sms, body } = valueOf(await offerMessage(agent, ask(link.id, { channel: 'sms', isTaken: true })))
    expect(sms?.used).toBe(body.length)
    expect(valueOf(await offerMessage(agent, ask(link.id, { channel: 'sms' }))).sms).toEqual(sms)
  })
  it('tells the time by the agent’s clock, and without one by the desk’s', async () => {
    const { id } = await makeHandoff(agent)
    const bodyOf = async (zone: string | null) =>
      valueOf(await offerMessage(agent, ask(id, { channel: 'chat', zone }))).body
    expect(await bodyOf('Asia/Tokyo')).toContain('(GMT+9)')
    expect(await bodyOf(null)).toMatch(/\((CET|CEST)\)/)
  })
  it('says what an admin has it say from the next one on', async () => {
    const { id, url } = await makeHandoff(agent)
    const text = { channel: 'chat', language: 'en', subject: null, replaces: 0 } as const
    const body = 'Yo {{customer.name}}: {{link}} ({{integrations}}, {{until}})'
    valueOf(await saveTemplate(admin, SaveTemplateInput.parse({ ...text, body })))
    const taken = valueOf(await offerMessage(agent, ask(id, { channel: 'chat', isTaken: true })))
    expect(taken.body.startsWith(`Yo Ada: ${url} (`)).toBe(true)
    valueOf(await saveTemplate(admin, SaveTemplateInput.parse({ ...text, body: null, replaces: 1 })))
    expect(valueOf(await offerMessage(agent, ask(id, { channel: 'chat' }))).body).toMatch(/^Hello Ada,/)
  })
})

it('a link that was renewed because its customer asked says so first, another one does not', async () => {
  const renew = async (id: string) => valueOf(await renewLink(agent, id, crypto.randomUUID())).link
  const saidOf = async (linkId: string, channel: MessageInput['channel']) =>
    valueOf(await offerMessage(agent, ask(linkId, { channel }))).body
  const [asked, other] = [await makeHandoff(agent), await makeHandoff(agent)]
  for (const { id } of [asked, other]) valueOf(await revokeLink(agent, id))
  await openBrowser(desk, asked.code).ask()
  const [answer, plain] = [await renew(asked.id), await renew(other.id)]
  expect([answer.isAnswer, plain.isAnswer]).toEqual([true, false])
  expect(valueOf(await readLink(agent, answer.id)).link.isAnswer).toBe(true)
  expect(await saidOf(answer.id, 'email')).toMatch(
    /^Hello Ada,\n\nA new link was asked for; here it is. Ben from Acme asks/,
  )
  expect(await saidOf(answer.id, 'sms')).toMatch(/^Here is your new link. Ben/)
  expect(await saidOf(plain.id, 'email')).toMatch(/^Hello Ada,\n\nBen from Acme asks/)
  // The one after it was not asked for.
  expect((await renew(answer.id)).isAnswer).toBe(false)
})

describe('a sheet of paper', () => {
  it('has three steps in the customer’s language, for each kind of link, and is an event', async () => {
    const waiting = await makeHandoff(agent, { language: 'de' })
    expect(valueOf(await printSheet(agent, { linkId: waiting.id, zone: 'UTC' }))).toMatchObject({
      language: 'de',
      request: expect.stringMatching(/^Ben von Acme bittet Sie, Ihr Konto bei /),
      steps: [
        expect.stringContaining('Kamera'),
        expect.stringContaining('„Weiter“'),
        expect.stringContaining('dort'),
      ],
      works: expect.stringMatching(/^Dieser Link gilt bis .* Uhr \(UTC\)\.$/),
    })
    expect((await eventsOf(waiting.id))[0]).toMatchObject({ kind: 'link.qr_shown', facts: { how: 'print' } })
    const { link } = await make({ integrations: ['github', 'slack'], language: 'en' })
    const { steps } = valueOf(await printSheet(admin, { linkId: link.id, zone: 'UTC' }))
    expect(steps[2]).toContain('scan the code again')
  })
})

const preview = (ctx: StaffCtx, example: PreviewInput['example']) => {
  const text = { channel: 'sms', language: 'en', subject: null, body: '{{link}} {{nobody}}' }
  return previewTemplate(ctx, PreviewInput.parse({ ...text, example }))
}

describe('the preview of a text', () => {
  it('shows what is wrong as it stands, and no real link', () => {
    expect(valueOf(preview(admin, 'nango'))).toMatchObject({
      body: expect.stringMatching(/^https:\/\/connect\.nango\.dev\/\?session_token=0+ \{\{nobody\}\}$/),
      sms: { parts: 1 },
    })
    expect(valueOf(preview(admin, 'handoff')).body).toContain('https://connect.example.com/c/000')
    expect(codeOf(preview(agent, 'nango'))).toBe('not_allowed')
  })
})
