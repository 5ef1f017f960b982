import { describe, expect, it } from 'vitest'

import { emptyLinkForm } from '@/lib/links/schema/form'

import { readDeepLink } from './read-deep-link'
import type { PresetView } from './view'

const content = { integrations: [], language: null, tags: [], advanced: {} }
const support: PresetView = {
  id: 'pst_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  name: 'Support',
  isShared: true,
  canChange: false,
  content: {
    ...content,
    integrations: ['github', 'gone'],
    language: 'de',
    tags: [{ key: 'plan', value: 'pro' }],
    advanced: { github: { config: [], scopes: 'repo', params: [] } },
  },
}
const mine: PresetView = {
  ...support,
  id: 'pst_01ARZ3NDEKTSV4RRFFQ69G5FAW',
  isShared: false,
  content: { ...content, integrations: ['slack'] },
}
const known = { integrations: ['github', 'slack', 'my.App'], presets: [support], ticketKey: 'ticket' }
const start = { values: emptyLinkForm, notes: [], base: emptyLinkForm }
const read = (query: string, changes: Partial<typeof known> = {}) => {
  const params = new URLSearchParams(query)
  const entries = [...new Set(params.keys())].map((name) => {
    const all = params.getAll(name)
    return [name, all.length > 1 ? all : (all[0] ?? '')] as const
  })
  return readDeepLink(Object.fromEntries(entries), start, { ...known, ...changes })
}

describe('a deep link', () => {
  it('fills everything that it names, and says nothing', () =>
    expect(
      read(
        'customerId=cust_42&email=zoe@example.com&name=Zoe+Miller&organizationId=org_7&organizationName=Acme&integrations=github,slack&ticket=4711&lang=fr',
      ),
    ).toEqual({
      base: emptyLinkForm,
      values: {
        ...emptyLinkForm,
        customerId: 'cust_42',
        email: 'zoe@example.com',
        displayName: 'Zoe Miller',
        organizationId: 'org_7',
        organizationName: 'Acme',
        integrations: ['github', 'slack'],
        tags: [{ key: 'ticket', value: '4711' }],
        language: 'fr',
      },
      notes: [],
    }))
  it.each([
    ['customerId=%E2%80%9Ccust%E2%81%A0_42%E2%80%9D', { customerId: 'cust_42' }],
    ['email=', { email: '' }],
    ['integrations=GitHub', { integrations: ['github'] }],
    ['integrations=my.app,github,github', { integrations: ['my.App', 'github'] }],
    ['integrations=github,', { integrations: ['github'] }],
    ['ticket=%23ABC-17', { tags: [{ key: 'ticket', value: 'ABC-17' }] }],
    ['lang=de-AT', { language: 'de' }],
    ['lang=JA', { language: 'ja' }],
    ['link=lnk_1&like=lnk_2', {}],
  ])('takes %s without a word', (query, values) =>
    expect(read(query)).toEqual({ ...start, values: { ...emptyLinkForm, ...values } }),
  )
  it.each([
    ['email=zoe', ['email', 'no @']],
    ['email=Zoe+%3Czoe@example.com%3E', ['email', 'alone']],
    [`customerId=${'x'.repeat(256)}`, ['customerId', '255']],
    ['customerId=a%00b', ['customerId', 'cannot be kept']],
    [`name=${'x'.repeat(256)}`, ['name', '255']],
    ['integrations=nothing', ['“nothing”', 'no integration at Nango']],
    ['integrations=nothing,none', ['“nothing” and “none”', 'no integrations']],
    ['preset=nobodys', ['“nobodys”', 'no preset']],
    [`ticket=${'1'.repeat(256)}`, ['ticket', '255']],
    ['lang=tlh', ['“tlh”', 'en, fr, de, es, and ja']],
    ['customer_id=x', ['“customer_id”', 'the form does not have']],
    ['a=1&b=2&c=3&d=4&e=5', ['2 more']],
    ['email=zoe@example.com&email=max@example.com', ['email 2 times', 'first one']],
    ['customerId={{ticket.requester.external_id}}', ['customerId', 'nothing was put in its place']],
    ['name=%7Bname%7D', ['{name}', 'nothing was put']],
    ['ticket=%24%7Bticket%7D', ['ticket', 'nothing was put']],
  ])('says what is wrong with %s, and uses the rest', (query, words) => {
    const { values, notes } = read(`${query}&organizationId=org_7`)
    expect(values.organizationId).toBe('org_7')
    for (const word of words) expect(notes.join(' ')).toContain(word)
  })
  it('puts nobody’s address beside the id of somebody else', () => {
    const ada = { ...emptyLinkForm, customerId: 'ada', email: 'ada@example.com', displayName: 'Ada' }
    const like = { ...start, values: ada }
    expect(readDeepLink({ customerId: 'zoe' }, like, known).values).toMatchObject({
      customerId: 'zoe',
      email: '',
      displayName: '',
    })
    expect(readDeepLink({ customerId: 'ada' }, like, known).values).toMatchObject(ada)
    expect(readDeepLink({ lang: 'de' }, like, known).values).toMatchObject({ ...ada, language: 'de' })
  })
  it('uses what is good beside what is bad', () =>
    expect(read('integrations=github,nothing&email=zoe&customerId=cust_42')).toMatchObject({
      values: { integrations: ['github'], email: '', customerId: 'cust_42' },
    }))
  it('takes integrations at their word while Nango cannot be asked', () =>
    expect(readDeepLink({ integrations: 'whatever' }, start, { ...known, integrations: null })).toEqual({
      ...start,
      values: { ...emptyLinkForm, integrations: ['whatever'] },
    }))
  it('fills a preset in, by name or id, and says what of it is no more', () => {
    for (const preset of ['support', 'SUPPORT', support.id]) {
      const { values, notes } = read(`preset=${preset}&ticket=4711`)
      expect(values).toMatchObject({
        integrations: ['github'],
        language: 'de',
        tags: [
          { key: 'plan', value: 'pro' },
          { key: 'ticket', value: '4711' },
        ],
        advanced: { github: { scopes: 'repo' } },
      })
      expect(notes).toEqual([
        expect.stringContaining('gone of the preset “Support” is not at Nango any more'),
      ])
    }
  })
  it('tells presets apart as they are kept, by everything but their case', () => {
    const [plain, accented] = ['Cafe', 'Café'].map((name) => ({ ...mine, id: `pst_${name}`, name }))
    if (!plain || !accented) throw new Error('Two were made.')
    accented.content = { ...content, integrations: ['github'] }
    const both = { presets: [plain, accented] }
    expect(read('preset=CAF%C3%89', both).values.integrations).toEqual(['github'])
    expect(read('preset=cafe%CC%81', both).values.integrations).toEqual(['github'])
    expect(read('preset=CAFE', both).values.integrations).toEqual(['slack'])
  })
  it('goes over a preset, and one’s own preset before a shared one', () => {
    const both = { presets: [support, mine] }
    expect(read('preset=support', both).values.integrations).toEqual(['slack'])
    expect(read('preset=support&integrations=github&lang=en', both).values).toMatchObject({
      integrations: ['github'],
      language: 'en',
    })
  })
})
