import { describe, expect, it } from 'vitest'

import { readPasted } from './pasted-customer'

/** What is found, in the order of the form, then how many there were; `·` where nothing is. */
const read = (json: unknown) => {
  const pasted = readPasted(typeof json === 'string' ? json : JSON.stringify(json, null, 2))
  return pasted && [...Object.values(pasted.texts).map((one) => one || '·'), pasted.rows].join(' | ')
}

const zoe = { id: 'cust_42', name: 'Zoe', email: 'zoe@example.com' }
const max = {
  id: 'cust_2',
  name: 'Max',
  email: 'max@example.com',
  organization: { id: 'org_9', name: 'Other' },
}
const found = 'cust_42 | zoe@example.com | Zoe | · | · | 1'
const withAcme = 'cust_42 | zoe@example.com | Zoe | org_7 | Acme | 1'
const nameless = 'cust_42 | · | Zoe | · | · | 1'
const acme = { id: 'org_7', name: 'Acme', owner: { name: 'Bob', email: 'bob@example.com' } }

describe('JSON', () => {
  it.each([
    ['several', [{ ...zoe, email: null }, max], 'cust_42 | · | Zoe | · | · | 2'],
    ['several, wrapped', { data: [{ ...zoe, email: null }, max] }, 'cust_42 | · | Zoe | · | · | 2'],
    ['several, in lines', `${JSON.stringify(zoe)}\n${JSON.stringify(max)}`, found.replace('1', '2')],
    ['several under their name', { customers: [zoe, max], count: 2 }, found.replace('1', '2')],
    ['edges of nodes', { data: { customers: { edges: [{ node: zoe }] } } }, found],
    ['a list of one', { users: [zoe], next_page: null }, found],
    ['with an organization', { ...zoe, organization: acme }, withAcme],
    ['with a list of one company', { ...zoe, companies: { type: 'list', data: [acme] } }, withAcme],
    ['with two companies', { ...zoe, companies: [acme, max] }, found],
    [
      'with the id of an organization alone',
      { ...zoe, organization: 'org_7' },
      withAcme.replace('Acme', '·'),
    ],
  ])('of %s: the first, and nothing of another', (_, json, is) => expect(read(json)).toBe(is))

  it.each([
    ['manager', { ...zoe, email: null, manager: max }, nameless],
    ['creator', { ...zoe, name: null, created_by: { name: 'Bob' } }, found.replace('Zoe', '·')],
    [
      'creator by name',
      { ...zoe, name: null, created_by: 'Bob', owner_name: 'Bob' },
      found.replace('Zoe', '·'),
    ],
    ['assignee', { ticket: { id: 35436, requester: { ...zoe, email: null }, assignee: max } }, nameless],
    ['assignee by address', { ...zoe, email: null, assignee_email: 'bob@example.com' }, nameless],
    ['manager of a manager', { ...zoe, email: null, manager: { user: max } }, nameless],
    ['members', { ...zoe, members: [max] }, found],
    [
      'a piece without braces',
      '"id": "cust_42",\n"name": "Zoe",\n"manager": { "email": "bob@example.com" },',
      nameless,
    ],
    [
      'billing',
      { id: 'cust_42', billing_email: 'bill@example.com', email: 'zoe@example.com' },
      found.replace('Zoe', '·'),
    ],
    ['metadata', { ...zoe, metadata: { user_id: 'u_1', email: 'bob@example.com' }, shipping: max }, found],
  ])('has nothing of others: %s', (_, json, is) => expect(read(json)).toBe(is))

  it.each([
    ['a ticket', { id: 'tick_1', subject: 'Help', requester: zoe }, found],
    [
      'a ticket beside its users',
      { ticket: { id: 1, subject: 'Help', requester_id: 'cust_42' }, users: [max, zoe] },
      'cust_42 | · | · | · | · | 1',
    ],
    [
      'an event',
      { id: 'evt_1', type: 'customer.updated', data: { object: zoe, previous_attributes: {} } },
      found,
    ],
    [
      'an event about an invoice',
      {
        id: 'evt_1',
        data: {
          object: {
            id: 'in_1',
            account_name: 'Us',
            customer: 'cust_42',
            customer_email: zoe.email,
            customer_name: 'Zoe',
          },
        },
      },
      found,
    ],
    [
      'a checkout',
      {
        id: 'cs_1',
        customer: 'cust_42',
        customer_email: null,
        customer_details: { email: zoe.email, name: 'Zoe' },
      },
      found,
    ],
    [
      'a conversation',
      { id: '147', source: { author: max }, contacts: { type: 'contact.list', contacts: [zoe] } },
      found,
    ],
    [
      'a project of theirs',
      { id: 'proj_1', name: 'Shop', user_id: 'cust_42' },
      'cust_42 | · | · | · | · | 1',
    ],
    ['a row that has both ids', { ...zoe, id: 7, user_id: 'cust_42' }, found],
  ])('%s is no customer, but has one', (_, json, is) => expect(read(json)).toBe(is))

  it.each([
    [
      'properties',
      { id: 'cust_42', properties: { email: zoe.email, firstname: 'Zoe', hubspot_owner_id: '9' } },
      found,
    ],
    [
      'attributes',
      { data: { type: 'customers', id: 'cust_42', attributes: { email: zoe.email, name: 'Zoe' } } },
      found,
    ],
    [
      'records',
      {
        totalSize: 1,
        records: [
          {
            Id: 'cust_42',
            Name: 'Zoe',
            Email: zoe.email,
            OwnerId: '5',
            Owner: max,
            Account: { Id: 'org_7', Name: 'Acme' },
          },
        ],
      },
      withAcme,
    ],
    [
      'traits',
      { userId: 'cust_42', traits: { email: zoe.email, name: 'Zoe' }, context: { library: { name: 'x' } } },
      found,
    ],
    [
      'parts of a name',
      {
        id: 'cust_42',
        userName: 'z',
        name: { givenName: 'Zoe', familyName: '' },
        emails: [{ value: zoe.email }],
      },
      found,
    ],
    [
      'a list of addresses',
      { ...zoe, email: undefined, email_addresses: [{ id: 'idn_1', email_address: zoe.email }] },
      found,
    ],
    ['two addresses', { ...zoe, email: undefined, emails: ['a@example.com', 'b@example.com'] }, nameless],
    ...['organization', 'account', 'company', 'org', 'team', 'workspace'].map(
      (one): [string, unknown, string] => [`${one} beside it`, { user: zoe, [one]: acme }, withAcme],
    ),
    [
      'the organization of an end user',
      {
        end_user: { id: 'cust_42', email: zoe.email, display_name: 'Zoe' },
        organization: { id: 'org_7', display_name: 'Acme' },
        allowed_integrations: ['github'],
      },
      withAcme,
    ],
    ['the id of a company', { user: zoe, organizationId: 'org_7' }, withAcme.replace('Acme', '·')],
    ['its id beside it', { customer_id: 'cust_42', customer: { ...zoe, id: undefined } }, found],
    ['its own id', { user_id: '7', client_id: '8', user: zoe }, found],
    ['no id of another', { client_id: '8', user: { ...zoe, id: undefined } }, found.replace('cust_42', '·')],
    [
      'its own company',
      { user: { ...zoe, company: 'Acme' }, organization: max.organization },
      withAcme.replace('org_7', '·'),
    ],
    [
      'tags',
      { tags: { end_user_id: 'cust_42', end_user_email: zoe.email, organization_id: 'org_7' } },
      withAcme.replace('Zoe', '·').replace('Acme', '·'),
    ],
    [
      'tags of other things',
      { customer_id: 'cust_42', tags: [{ id: 1, name: 'VIP' }] },
      nameless.replace('Zoe', '·'),
    ],
    ...['contact', 'info', 'details', 'personal'].map((one): [string, unknown, string] => [
      `${one} with an address`,
      { ...zoe, email: undefined, [one]: { email: zoe.email } },
      found,
    ]),
    ['their id in a helpdesk', { ...zoe, id: 35436, external_id: 'cust_42' }, found],
    ['a customer of 50,000 characters', { ...zoe, description: 'x'.repeat(50_000) }, found],
  ])('has what belongs to it: %s', (_, json, is) => expect(read(json)).toBe(is))

  it.each(['4539578763621486123', '9007199254740993', '1e21', '42.0', '-17', '0'])(
    'has numbers as they are written: %s',
    (id) =>
      expect(read(`{"id":${id},"email":"zoe@example.com"}`)).toBe(`${id} | zoe@example.com | · | · | · | 1`),
  )
  it('has texts as they are written', () =>
    expect(read({ id: 'a "1", b: 2\\', name: 'Zoe 3' })).toBe('a "1", b: 2\\ | · | Zoe 3 | · | · | 1'))

  it.each([
    { id: 'evt_1' },
    { ticket: { id: 35436, name: 'Refund', email: 'desk@example.com' } },
    { id: 1, subject: 'Help', email: 'desk@example.com' },
    { agent: max },
    [],
    [
      ['id', 'email'],
      ['cust_42', 'zoe@example.com'],
    ],
    '{"id":"cust_42","manager":{"email":"bob@example.com"',
    "{'id': 'cust_42', 'manager': {'email': 'bob@example.com'}}",
    '"cust_42"',
    `${'{"data":'.repeat(9_000)}1${'}'.repeat(9_000)}`,
    `{"a":"${'\\"'.repeat(40_000)}`,
    'x'.repeat(200_000),
  ])('stays as it is where nobody is sure to be the customer: %j', (json) => expect(read(json)).toBeNull())
})

/** How long a paste takes with so many texts and so many other things, the quickest of three times. */
const leastMs = (count: number) => {
  const pairs = Array.from({ length: count }, (_, n) => `"text ${n}":"some words","thing ${n}":{}`)
  const times = [1, 2, 3].map(() => {
    const begun = performance.now()
    readPasted(`{${pairs.join(',')}}`)
    return performance.now() - begun
  })
  return Math.min(...times)
}

it('takes time that grows with what is pasted, however wide an object is', () => {
  // Four times the text: 16 times as long where each part reads the whole again.
  expect(leastMs(800) / leastMs(200)).toBeLessThan(10)
})
