import { desc } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { events } from '@/lib/db/schema'
import { messageTemplates } from '@/lib/db/schema-tools'
import { codeOf, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { readEditable, readTemplate, readTemplateList } from './read'
import { saveTemplate } from './save'
import { SaveTemplateInput } from './schema'
import { ownTemplate } from './texts/all'

const { admin, other, agent, viewer } = useTestDesk({
  admin: 'admin',
  other: ['admin', 'other'],
  agent: 'agent',
  viewer: 'viewer',
})

const name = { channel: 'email', language: 'de' } as const
const input = (body: string | null, replaces: number, of: object = name) =>
  SaveTemplateInput.parse({ ...of, subject: body === null ? null : 'Bitte', body, replaces })
const versionOf = async (ctx = admin) => valueOf(await readEditable(ctx, name)).template.version
const lastEvent = async () => (await admin.db.select().from(events).orderBy(desc(events.id)).limit(1))[0]

describe('the text of a message', () => {
  it('is ours until an admin saves another, and again when they go back; each version is kept', async () => {
    expect(await readTemplate(admin, name)).toMatchObject(ownTemplate('email', 'de'))
    expect(valueOf(await readEditable(admin, name))).toMatchObject({
      template: { version: 0, isOurs: true },
      versions: [],
    })

    valueOf(await saveTemplate(admin, input('Eins: {{link}}', 0)))
    expect(await readTemplate(agent, name)).toMatchObject({ subject: 'Bitte', body: 'Eins: {{link}}' })
    expect(await lastEvent()).toMatchObject({
      kind: 'template.saved',
      actorId: admin.actor.id,
      facts: { channel: 'email', language: 'de', version: 1, ours: false },
    })

    valueOf(await saveTemplate(other, input('Zwei: {{link}}', 1)))
    valueOf(await saveTemplate(admin, input(null, 2)))
    expect(await readTemplate(admin, name)).toMatchObject(ownTemplate('email', 'de'))
    expect(await lastEvent()).toMatchObject({ facts: { version: 3, ours: true } })

    const { template, versions } = valueOf(await readEditable(admin, name))
    expect(template).toMatchObject({ version: 3, isOurs: true })
    expect(versions.map(({ version, body, savedBy }) => [version, body, savedBy])).toEqual([
      [3, null, 'admin'],
      [2, 'Zwei: {{link}}', 'other'],
      [1, 'Eins: {{link}}', 'admin'],
    ])
  })
  it('is one for each way and language', async () => {
    const sms = { channel: 'sms', language: 'fr' } as const
    valueOf(
      await saveTemplate(
        admin,
        SaveTemplateInput.parse({ ...sms, subject: null, body: '{{link}}', replaces: 0 }),
      ),
    )
    expect(await readTemplate(admin, { ...sms, language: 'de' })).toMatchObject(ownTemplate('sms', 'de'))
    const changed = (await readTemplateList(admin)).filter(({ isOurs }) => !isOurs)
    expect(changed).toEqual([{ ...sms, isOurs: false }])
    expect(await readTemplateList(admin)).toHaveLength(20)
  })
  it('is not overwritten by who has not seen it: the second admin is told', async () => {
    const before = await versionOf()
    valueOf(await saveTemplate(admin, input('Neu: {{link}}', before)))
    expect(codeOf(await saveTemplate(other, input('Auch neu: {{link}}', before)))).toBe('template_changed')
    expect(codeOf(await saveTemplate(other, input(null, before)))).toBe('template_changed')
    expect(codeOf(await saveTemplate(other, input('Voraus: {{link}}', before + 9)))).toBe('template_changed')
    expect(await readTemplate(admin, name)).toMatchObject({ body: 'Neu: {{link}}' })
  })
  it('is saved once where several save it at the same moment', async () => {
    const before = await versionOf()
    const countEvents = async () => (await admin.db.select().from(events)).length
    const eventsBefore = await countEvents()
    const people: StaffCtx[] = [admin, other, admin, other]
    const saved = await Promise.all(
      people.map((ctx, index) => saveTemplate(ctx, input(`Nummer ${index}: {{link}}`, before))),
    )
    expect(saved.map(codeOf).toSorted()).toEqual(['ok', ...Array(3).fill('template_changed')])
    expect(await versionOf()).toBe(before + 1)
    expect(await countEvents()).toBe(eventsBefore + 1)
  })
  it('is for admins', async () => {
    const kept = await admin.db.select().from(messageTemplates)
    for (const ctx of [agent, viewer]) {
      expect(codeOf(await saveTemplate(ctx, input('{{link}}', await versionOf())))).toBe('not_allowed')
      expect(codeOf(await readEditable(ctx, name))).toBe('not_allowed')
    }
    expect(await admin.db.select().from(messageTemplates)).toEqual(kept)
  })
})
