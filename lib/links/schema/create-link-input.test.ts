import { describe, expect, it } from 'vitest'

import { tagLimit } from '@/lib/core/customer-fields'
import { toConfigDefaults } from '@/lib/integrations/schema/config'

import { CreateLinkInput, toLinkTags } from './create'
import {
  emptyLinkForm,
  readLinkForm,
  unknownFields,
  toCreateLinkInput,
  toFieldErrors,
  type LinkFormValues,
} from './form'

const intentKey = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'
const filled: LinkFormValues = { ...emptyLinkForm, customerId: 'user_42', integrations: ['github'] }

const check = (changes: Partial<LinkFormValues>) =>
  CreateLinkInput.safeParse(toCreateLinkInput(intentKey, { ...filled, ...changes }))

const errorsOf = (changes: Partial<LinkFormValues>) => {
  const parsed = check(changes)
  return parsed.success ? {} : toFieldErrors(parsed.error)
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'v' }))

describe('the New link form', () => {
  it('takes the least: a customer ID and one integration', () => expect(errorsOf({})).toEqual({}))
  it('takes everything at its limit', () =>
    expect(
      errorsOf({
        customerId: 'x'.repeat(255),
        email: 'ada@example.com',
        displayName: 'n'.repeat(255),
        organizationId: 'o',
        organizationName: 'O',
        language: 'ja',
        tags: rows(4),
      }),
    ).toEqual({}))
  it.each<[string, Partial<LinkFormValues>, string]>([
    ['customerId', { customerId: '' }, 'Enter the customer ID'],
    ['customerId', { customerId: '   ' }, 'Enter the customer ID'],
    ['customerId', { customerId: 'x'.repeat(256) }, 'at most 255'],
    ['email', { email: 'ada' }, 'full email address'],
    ['email', { email: 'a@b' }, 'full email address'],
    ['displayName', { displayName: 'n'.repeat(256) }, 'at most 255'],
    ['organizationId', { organizationId: 'n'.repeat(256) }, 'at most 255'],
    ['organizationName', { organizationName: 'n'.repeat(256) }, 'at most 255'],
    ['integrations', { integrations: [] }, 'at least one'],
    ['integrations', { integrations: ['no/slash'] }, 'not an integration key'],
    ['language', { language: 'tlh' }, 'Invalid'],
    ['tags.0.key', { tags: [{ key: '1abc', value: 'v' }] }, 'Start with a letter'],
    ['tags.0.key', { tags: [{ key: 'a b', value: 'v' }] }, 'Start with a letter'],
    ['tags.0.key', { tags: [{ key: 'a'.repeat(65), value: 'v' }] }, 'at most 64'],
    ['tags.0.key', { tags: [{ key: 'End_User_ID', value: 'v' }] }, 'Connect Desk writes'],
    ['tags.0.key', { tags: [{ key: 'connect_link_id', value: 'v' }] }, 'Connect Desk writes'],
    ['tags.0.value', { tags: [{ key: 'plan', value: '' }] }, 'a value'],
    ['tags.0.value', { tags: [{ key: 'plan', value: 'v'.repeat(256) }] }, 'at most 255'],
    [
      'tags.1.key',
      {
        tags: [
          { key: 'plan', value: 'a' },
          { key: 'PLAN', value: 'b' },
        ],
      },
      'already in the list',
    ],
    ['tags', { tags: rows(9) }, 'Remove 1'],
    ['tags', { tags: rows(8), email: 'ada@example.com' }, 'Remove 1'],
  ])('refuses at %s: %j', (field, changes, message) => expect(errorsOf(changes)[field]).toContain(message))

  it('takes ids and addresses without what nobody sees, and names with what their script needs', () => {
    const parsed = check({
      customerId: '\uFEFF“cust\u2060_x”\u200B',
      email: '\u200Ezoe@example.com\u200F',
      displayName: 'می\u200Cخواهم\u200B',
      organizationId: '\u202Aorg\u00AD_7\u202C',
      tags: [{ key: 'plan\u200B', value: 'pro\u200B' }],
    })
    expect(parsed.data).toMatchObject({
      customer: {
        id: 'cust_x',
        email: 'zoe@example.com',
        displayName: 'می\u200Cخواهم',
        organizationId: 'org_7',
      },
      tags: [{ key: 'plan', value: 'pro' }],
    })
    expect(errorsOf({ customerId: '\u200B““' })['customerId']).toContain('Enter the customer ID')
    expect(errorsOf({ customerId: 'a\u0000' })['customerId']).toContain('cannot be kept')
  })
  it('says what is wrong with an address', () =>
    expect(errorsOf({ email: 'Zoe <zoe@example.com>' })['email']).toContain('alone'))

  it('keeps the place of a row after an empty one, and drops empty rows at the end', () => {
    const empty = { key: '', value: '' }
    expect(errorsOf({ tags: [{ key: 'plan', value: 'a' }, empty, empty] })).toEqual({})
    expect(Object.keys(errorsOf({ tags: [empty, { key: 'plan', value: '' }] }))).toContain('tags.1.value')
  })

  it('checks advanced values at their place', () => {
    const advanced = { github: { config: [{ key: '', value: 'x' }], scopes: '', params: [] } }
    expect(errorsOf({ advanced })['advanced.github.config.0.key']).toContain('a name')
    expect(
      errorsOf({ advanced: { hubspot: { config: [], scopes: 'a', params: [] } } })['advanced'],
    ).toContain('hubspot')
  })
})

describe('readLinkForm', () => {
  const data = new FormData()
  data.append('customerId', 'user_42')
  data.append('integrations', 'my.app')
  data.append('tags.key', 'plan')
  data.append('tags.value', 'pro')
  data.append('advanced.config.key.my.app', 'subdomain')
  data.append('advanced.config.value.my.app', 'acme')
  data.append('advanced.scopes.my.app', 'a,b')
  data.append('advanced.params.key.my.app', 'prompt')
  data.append('advanced.params.value.my.app', 'consent')

  it('reads rows and advanced values, with dots in an integration key', () => {
    const values = readLinkForm(data)
    expect(values.tags).toEqual([{ key: 'plan', value: 'pro' }])
    expect(toConfigDefaults(values.advanced)).toEqual({
      'my.app': {
        connection_config: { subdomain: 'acme', oauth_scopes_override: 'a,b' },
        authorization_params: { prompt: 'consent' },
      },
    })
    expect(unknownFields(data)).toEqual([])
  })
  it('notices fields that the form does not have', () => {
    const forged = new FormData()
    forged.append('makerId', 'stf_somebody')
    expect(unknownFields(forged)).toEqual(['makerId'])
  })
})

describe('toLinkTags', () => {
  it.each([
    ['ada@exämple.com', { end_user_email: 'ada@xn--exmple-cua.com' }],
    // Nango refuses a link with a tag of it.
    ['ada@пример.рф', {}],
  ])('has the address %s as far as Nango takes it', (email, tag) => {
    const { customer } = CreateLinkInput.parse(toCreateLinkInput(intentKey, { ...filled, email }))
    expect(toLinkTags('lnk_1', customer, [])).toEqual({
      connect_link_id: 'lnk_1',
      end_user_id: 'user_42',
      ...tag,
    })
  })
  it('never exceeds what Nango takes when the form allows it', () => {
    const parsed = check({
      email: 'ada@example.com',
      displayName: 'Ada',
      organizationId: 'o',
      organizationName: 'O',
      tags: rows(4),
    })
    if (!parsed.success) throw new Error('the form refused')
    const tags = toLinkTags('lnk_1', parsed.data.customer, parsed.data.tags)
    expect(Object.keys(tags)).toHaveLength(tagLimit)
    expect(tags).toMatchObject({
      connect_link_id: 'lnk_1',
      end_user_id: 'user_42',
      organization_display_name: 'O',
      k3: 'v',
    })
  })
})
