import { desc } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { events } from '@/lib/db/schema'
import { valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { listPresets } from './list'
import { removePreset } from './remove'
import { saveName, savePreset } from './save'
import { PresetContent, SavePresetInput } from './schema'

const { agent, colleague, admin, viewer } = useTestDesk({
  agent: 'agent',
  colleague: ['agent', 'colleague'],
  admin: 'admin',
  viewer: 'viewer',
})

const filling = { integrations: ['github'], language: null, tags: [], advanced: {} }
const input = (name: string, changes: object = {}) =>
  SavePresetInput.parse({ name, isShared: false, replaces: false, content: filling, ...changes })
const namesOf = async (ctx = agent) => (await listPresets(ctx)).map(({ name }) => name)
const idOf = async (name: string, ctx = agent) =>
  (await listPresets(ctx)).find((one) => one.name === name)?.id ?? ''
const lastEvent = async () =>
  (await agent.db.select().from(events).orderBy(desc(events.id)).limit(1)).map(({ kind, facts }) => [
    kind,
    facts,
  ])[0]

const refused = { ok: false, failure: { code: 'not_allowed' } }
const unknown = { ok: false, failure: { code: 'preset_not_found' } }

describe('presets', () => {
  it('are their owner’s, but for shared ones, which admins make', async () => {
    valueOf(await savePreset(agent, input('Mine')))
    valueOf(await savePreset(admin, input('Ours', { isShared: true })))
    expect(await namesOf()).toEqual(['Mine', 'Ours'])
    expect(await namesOf(colleague)).toEqual(['Ours'])
    expect(await namesOf(viewer)).toEqual([])
    expect((await listPresets(agent)).map(({ canChange, isShared }) => [canChange, isShared])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(await savePreset(agent, input('Theirs', { isShared: true }))).toEqual(refused)
    expect(await savePreset(viewer, input('Mine'))).toEqual(refused)
  })
  it('have one name each, whatever its case, and are replaced only when that is said', async () => {
    const slack = { content: { ...filling, integrations: ['slack'] } }
    valueOf(await savePreset(agent, input('Twice')))
    expect(await savePreset(agent, input('TWICE', slack))).toMatchObject({
      failure: { code: 'invalid_input', fieldErrors: { name: expect.stringContaining('already') } },
    })
    valueOf(await savePreset(agent, input('TWICE', { ...slack, replaces: true })))
    const [twice] = (await listPresets(agent)).filter(({ name }) => /twice/i.test(name))
    expect(twice).toMatchObject({ name: 'TWICE', content: { integrations: ['slack'] } })
    expect(await lastEvent()).toEqual([
      'preset.saved',
      { name: 'TWICE', presetId: twice?.id, shared: false, replaced: true },
    ])
    valueOf(await savePreset(colleague, input('Twice')))
    valueOf(await savePreset(admin, input('Twice', { isShared: true })))
    expect((await namesOf()).filter((name) => /twice/i.test(name))).toHaveLength(2)
  })
  it('are renamed and removed by their owner, and shared ones by admins', async () => {
    valueOf(await savePreset(agent, input('Old')))
    valueOf(await savePreset(admin, input('Old of all', { isShared: true })))
    const id = await idOf('Old')
    const shared = await idOf('Old of all', admin)
    for (const ctx of [colleague, admin]) {
      expect(await saveName(ctx, { id, name: 'New' })).toEqual(unknown)
      expect(await removePreset(ctx, id)).toEqual(unknown)
    }
    expect(await saveName(agent, { id: shared, name: 'New' })).toEqual(unknown)
    expect(await removePreset(agent, shared)).toEqual(unknown)
    expect(await removePreset(viewer, id)).toEqual(refused)
    expect(await saveName(agent, { id, name: 'Mine' })).toMatchObject({ failure: { code: 'invalid_input' } })
    valueOf(await saveName(agent, { id, name: 'New' }))
    expect(await lastEvent()).toEqual([
      'preset.renamed',
      { name: 'New', from: 'Old', presetId: id, shared: false },
    ])
    valueOf(await removePreset(agent, id))
    expect(await lastEvent()).toEqual(['preset.removed', { name: 'New', presetId: id, shared: false }])
    valueOf(await removePreset(admin, shared))
    expect(await namesOf()).not.toEqual(expect.arrayContaining(['New']))
    expect(await removePreset(agent, id)).toEqual(unknown)
  })
  it('are at most fifty of one person', async () => {
    const { length: before } = (await listPresets(colleague)).filter(({ isShared }) => !isShared)
    for (let n = before; n < 50; n += 1) valueOf(await savePreset(colleague, input(`Preset ${n}`)))
    expect(await savePreset(colleague, input('One more'))).toMatchObject({
      failure: { fieldErrors: { name: expect.stringContaining('50 presets') } },
    })
    valueOf(await savePreset(colleague, input('Preset 49', { replaces: true })))
  })
})

const canSave = (count: number, value: string) => {
  const config = Array.from({ length: count }, (_, n) => ({ key: `c${n}`, value }))
  const content = { ...filling, advanced: { github: { config, scopes: '', params: [] } } }
  return SavePresetInput.safeParse({ ...input('a'), content }).success
}

describe('a preset', () => {
  it.each([
    ['with nothing in it', { integrations: [] }],
    ['with a tag of ours', { tags: [{ key: 'end_user_id', value: 'x' }] }],
    [
      'with more tags than a link takes',
      { tags: Array.from({ length: 9 }, (_, n) => ({ key: `t${n}`, value: 'x' })) },
    ],
    ['with values of another integration', { advanced: { slack: { config: [], scopes: 'a', params: [] } } }],
    [
      'with a parameter that decides for whom',
      { advanced: { github: { config: [], scopes: '', params: [{ key: 'state', value: 'x' }] } } },
    ],
    ['in a language that is none', { language: 'tlh' }],
    ['with something else', { confirmedHosts: ['example.com'] }],
  ])('is refused %s', (_, changes) =>
    expect(PresetContent.safeParse({ ...filling, ...changes }).success).toBe(false),
  )
  it('is saved with at most 16 kB', () => {
    expect(canSave(7, 'x'.repeat(2_000))).toBe(true)
    expect(canSave(8, 'x'.repeat(2_000))).toBe(false)
    expect(canSave(7, 'é'.repeat(2_000))).toBe(false)
  })
  it.each(['', '  ', '\u200B', 'x'.repeat(61)])('is not called %j', (name) =>
    expect(SavePresetInput.safeParse({ ...input('a'), name }).success).toBe(false),
  )
})
