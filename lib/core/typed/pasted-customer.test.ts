import { describe, expect, it } from 'vitest'

import { showPasted } from '@/lib/testing/pasted'

import { readPasted } from './pasted-customer'

const zoe = 'cust_42 | zoe@example.com | Zoe Miller | org_7 | Acme'
const noIds = '· | zoe@example.com | Zoe Miller | · | Acme'

describe('a row of a sheet', () => {
  it.each([
    ['cust_42\tzoe@example.com\tZoe Miller\torg_7\tAcme', zoe],
    ['cust_42\tzoe@example.com\tZoe Miller\torg_7\tAcme\r\n', zoe],
    ['Zoe Miller\tcust_42\tAcme\tzoe@example.com\torg_7', zoe],
    ['"cust_42"\t"zoe@example.com"\t"Zoe Miller"\t"org_7"\t"Acme"', zoe],
    ['cust_42,zoe@example.com,Zoe Miller,org_7,Acme', zoe],
    ['cust_42;zoe@example.com;Zoe Miller;org_7;Acme', zoe],
    ['cust_42 | zoe@example.com | Zoe Miller | org_7 | Acme', zoe],
    ['"cust_42","zoe@example.com","Zoe Miller","org_7","Acme"', zoe],
    ['\uFEFFcust\u2060_42\tzoe@example.com\u200B\tZoe Miller\t“org_7”\tAcme', zoe],
    ['cust_42\t\tZoe Miller', 'cust_42 | · | Zoe Miller | · | ·'],
    ['cust_42\tzoe@example.com', 'cust_42 | zoe@example.com | · | · | ·'],
    ['00017\tzoe@example.com\tZoe Miller', '00017 | zoe@example.com | Zoe Miller | · | ·'],
    ['4539578763621486\tzoe@example.com', '4539578763621486 | zoe@example.com | · | · | ·'],
    ['+49301234567\tzoe@example.com', '+49301234567 | zoe@example.com | · | · | ·'],
    ['ada\tada@example.com\tAda Lovelace\tAcme', 'ada | ada@example.com | Ada Lovelace | · | Acme'],
    ['Zoe\tzoe@example.com\tAcme', '· | zoe@example.com | Zoe | · | Acme'],
    [
      'cust_42\tzoe@example.com\tAcme GmbH\tZoe Miller',
      'cust_42 | zoe@example.com | Zoe Miller | · | Acme GmbH',
    ],
    ['cust_42\tzoe@example.com\torg_7\tAcme', 'cust_42 | zoe@example.com | · | org_7 | Acme'],
    ['cust_42\t9f1c2a\tZoe Miller', 'cust_42 | · | Zoe Miller | 9f1c2a | ·'],
    ['cust_42\t"Miller, Zoe"\tzoe@example.com', 'cust_42 | zoe@example.com | Miller, Zoe | · | ·'],
    ['cust_42,"Miller, Zoe",zoe@example.com', 'cust_42 | zoe@example.com | Miller, Zoe | · | ·'],
    [
      'cust_42\t"Acme ""Labs"" Inc."\tzoe@example.com',
      'cust_42 | zoe@example.com | · | · | Acme "Labs" Inc.',
    ],
    ['cust_42\t"Zoe\nMiller"\tzoe@example.com', 'cust_42 | zoe@example.com | Zoe Miller | · | ·'],
    ['cust_42\t5\' 11" tall\tzoe@example.com', 'cust_42 | zoe@example.com | 5\' 11" tall | · | ·'],
    ['cust_42\tn/a\tZoe Miller\t-\tAcme', 'cust_42 | · | Zoe Miller | · | Acme'],
    [
      'cust_42\t葛\u{E0100}城 花子\tzoe@example.com',
      'cust_42 | zoe@example.com | 葛\u{E0100}城 花子 | · | ·',
    ],
    [
      'cust_42\tمحمد علي\tzoe@example.com\t株式会社アクメ',
      'cust_42 | zoe@example.com | محمد علي | · | 株式会社アクメ',
    ],
    [
      '7c9e6679-7425-40de-944b-e07fc1f90ae7,Zoe Miller',
      '7c9e6679-7425-40de-944b-e07fc1f90ae7 | · | Zoe Miller | · | ·',
    ],
  ])('%j', (text, found) => expect(showPasted(text)).toBe(found))
  it('with its heads, in any order and language', () => {
    expect(
      showPasted(
        'Email\tOrganization ID\tCustomer ID\tName\tCompany\nzoe@example.com\torg_7\tcust_42\tZoe Miller\tAcme',
      ),
    ).toBe(zoe)
    expect(
      showPasted(
        'endUserId,endUserEmail,displayName,organizationId,organizationName\ncust_42,zoe@example.com,Zoe Miller,org_7,Acme',
      ),
    ).toBe(zoe)
    expect(
      showPasted('Kundennummer;Vorname;Nachname;E-Mail;Firma\n00017;Zoe;Miller;zoe@example.com;Acme'),
    ).toBe('00017 | zoe@example.com | Zoe Miller | · | Acme')
  })
  it('of several the first, and says so', () => {
    const text = 'cust_42\tZoe Miller\ncust_43\tMax Miller\ncust_44\tAda Miller\n'
    expect(readPasted(text)).toMatchObject({ texts: { customerId: 'cust_42' }, rows: 3 })
    expect(readPasted('Customer ID\tName\ncust_42\tZoe\ncust_43\tMax')).toMatchObject({
      texts: { customerId: 'cust_42' },
      rows: 2,
    })
  })
  it('with more than the form has: what is of no use is left out, and said', () =>
    expect(
      readPasted(
        'cust_42\tzoe@example.com\t+49 30 1234567\t2026-11-27\tPro\tActive\thttps://example.com/x\t€ 12',
      ),
    ).toMatchObject({
      texts: { customerId: 'cust_42', email: 'zoe@example.com', displayName: 'Pro' },
      leftOut: ['+49 30 1234567', '2026-11-27', 'Active', 'https://example.com/x', '€ 12'],
    }))
})

describe('a customer of a ticket', () => {
  const person = '· | zoe@example.com | Zoe | · | ·'
  it.each([
    ['Zoe <zoe@example.com>', person],
    ['"Zoe" <zoe@example.com>', person],
    ['“Zoe” <zoe@example.com>', person],
    ['Zoe <mailto:zoe@example.com>', person],
    ['Zoe [zoe@example.com]', person],
    ['zoe@example.com (Zoe)', person],
    ['Zoe zoe@example.com', person],
    ['Zoe\nzoe@example.com', person],
    ['From: Zoe <zoe@example.com>', person],
    ['"Miller, Zoe" <zoe@example.com>', '· | zoe@example.com | Miller, Zoe | · | ·'],
    ['Miller, Zoe <zoe@example.com>', '· | zoe@example.com | Miller, Zoe | · | ·'],
    ['Zoe Miller, zoe@example.com, Acme', noIds],
    ['Zoe Miller; zoe@example.com; Acme', noIds],
    ['Zoe Miller <zoe@example.com>, Acme', noIds],
    ['Zoe Miller\nzoe@example.com\nAcme', noIds],
    ['cust_42, Zoe <zoe@example.com>', 'cust_42 | zoe@example.com | Zoe | · | ·'],
    [
      'Customer: Zoe Miller\nE-mail: zoe@example.com\nCustomer ID: cust_42\nOrganization: Acme\nOrganization ID: org_7',
      zoe,
    ],
    [
      'customer_id = cust_42\nemail = zoe@example.com\nname = Zoe Miller\norg_id = org_7\ncompany = Acme',
      zoe,
    ],
    [
      'Customer ID\ncust_42\nEmail\nzoe@example.com\nName\nZoe Miller\nOrganization ID\norg_7\nOrganization\nAcme',
      zoe,
    ],
    ['Customer ID\tcust_42\nEmail\tzoe@example.com\nName\tZoe Miller\nOrg ID\torg_7\nCompany\tAcme', zoe],
    ['**Name:** Zoe Miller\n**Email:** zoe@example.com\n**Company:** Acme', noIds],
    ['- Name: Zoe Miller\n- Email: zoe@example.com\n- Company: Acme', noIds],
    ['Name: Zoe Miller, Email: zoe@example.com, Company: Acme', noIds],
    ['Requester: Zoe Miller <zoe@example.com>\nCompany: Acme', noIds],
    ['Vorname: Zoe\nNachname: Miller\nE-Mail-Adresse: zoe@example.com\nFirma: Acme', noIds],
    ['Prénom : Zoe\nNom de famille : Miller\nCourriel : zoe@example.com\nEntreprise : Acme', noIds],
    ['氏名：Zoe Miller\nメール：zoe@example.com\n会社名：Acme', noIds],
    ['お名前：Zoe Miller\nメールアドレス：zoe@example.com\n会社：Acme', noIds],
    ['Nº de cliente: 42\nCorreo electrónico: zoe@example.com', '42 | zoe@example.com | · | · | ·'],
    [
      '{"id":"cust_42","email":"zoe@example.com","name":"Zoe Miller","organization":{"id":"org_7","name":"Acme"},"plan":"pro"}',
      zoe,
    ],
    ['{"customer":{"id":42,"email":"zoe@example.com"}}', '42 | zoe@example.com | · | · | ·'],
    ['Customer: cust_42\nFrom: zoe@example.com', 'cust_42 | zoe@example.com | · | · | ·'],
  ])('%j', (text, found) => expect(showPasted(text)).toBe(found))
})

describe('what is pasted beside what is of no use', () => {
  const end = '\nName: Zoe Miller\nEmail: zoe@example.com'
  const person = '· | zoe@example.com | Zoe Miller | · | ·'
  const with42 = person.replace('·', '42')
  it.each(
    ['Ticket', 'Order', 'Tax', 'Session', 'Conversation', 'Project', 'Stripe', 'Message', 'Request']
      .map((one) => `${one} ID`)
      .concat('Invoice number', 'Phone number', 'Product name', 'Event name', 'File name'),
  )('has the label whole: %s', (label) => {
    expect(showPasted(`${label}: 4711${end}`)).toBe(person)
    expect(showPasted(`${end}\n${label}: 4711`)).toBe(person)
    expect(readPasted(`${label}: 4711${end}`)?.leftOut).toEqual(['4711'])
  })
  it.each([
    [`Plan name: Pro\nCustomer ID: 42${end}`, with42],
    [`Notes: asked about company: Globex${end}`, person],
    [`Message: Hello, please help. My id: 77${end}`, person],
    [`Subject: Re: Customer ID: 42${end}`, person],
    ['Your name: Zoe Miller\nYour email: zoe@example.com\nYour company: Acme', noIds],
    ['Zoe Miller Email: zoe@example.com', person],
    [`Customer ID: 42\nUser ID: 7${end}`, with42],
    [`Customer ID: 42\n\nUser ID: 7${end}`, with42],
    [`ID: 42\nUUID: 7c9e6679${end}`, with42],
    [`Account: 1001\nCompany: Acme${end}`, noIds.replace('Acme', '1001')],
    ['Name: Zoe Miller\nFull name: Zoe Miller\nEmail: zoe@example.com', person],
    ['Email: zoe@example.com\nPrimary email: zoe@example.com\nName: Zoe Miller', person],
    ['Email: zoe@example.com\nEmail: max@example.com\nName: Zoe Miller', person],
    ['First name: Zoe\nLast name: Miller\nFirst name (kana): ゾエ\nEmail: zoe@example.com', person],
    [`Owner:${end}`, person],
    ['Owner\nName\nZoe Miller\nEmail\nzoe@example.com', person],
    [`Support${end}`, person],
    [`Assignee:\nName: Bob\nEmail: bob@example.com\nCustomer:${end}`, person],
    ['3M <zoe@example.com>', person.replace('Zoe Miller', '3M')],
    ['Company24 (zoe@example.com)', person.replace('Zoe Miller', 'Company24')],
    ['42 <zoe@example.com>', with42.replace('Zoe Miller', '·')],
    ['Hello World GmbH\nzoe@example.com', '· | zoe@example.com | · | · | Hello World GmbH'],
    ['Zoe Miller|zoe@example.com', person],
    ['Zoe|zoe@example.com', person.replace(' Miller', '')],
    ['42|zoe@example.com', with42.replace('Zoe Miller', '·')],
  ])('is read: %j', (text, found) => expect(showPasted(text)).toBe(found))
  it('is one customer, also where another label names the same', () => {
    expect(readPasted(`Company: Acme${end}\nTeam: Sales`)?.rows).toBe(1)
    expect(readPasted('Company Acme\nName Zoe\nTeam Sales')?.rows).toBe(1)
    expect(readPasted(`${end}${end}`)?.rows).toBe(2)
    expect(readPasted('Name: Zoe\nName: Max\nName: Ada')?.rows).toBe(3)
  })
})

describe('a card', () => {
  const card = 'BEGIN:VCARD\r\nVERSION:2.1\r\nN:Miller;Zoe\r\nFN:Zoe Miller\r\n'
  it.each([
    ['EMAIL;PREF;INTERNET:zoe@example.com\r\nORG:Acme', noIds],
    [
      'item1.EMAIL;type="a:b":zoe@exam\r\n ple.com\r\nORG:Acme\\, Inc.;Sales',
      noIds.replace('Acme', 'Acme, Inc.'),
    ],
  ])('%j', (lines, found) => expect(showPasted(`${card}${lines}\r\nEND:VCARD`)).toBe(found))
  it('of several is the first', () => expect(readPasted(`${card}END:VCARD\r\n${card}`)?.rows).toBe(2))
  it('without anything of use stays as it is', () =>
    expect(readPasted('BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB\nEND:VCARD')).toBeNull())
})

describe('what stays as it is', () => {
  it.each([
    'cust_42',
    '00017',
    '-17',
    'zoe@example.com',
    '“cust_42”',
    'Miller, Zoe',
    'Zoe Miller',
    'a,b',
    'smith,john42',
    'a|b',
    'auth0|zoe@example.com',
    'Hi Zoe\nplease mail zoe@example.com',
    'https://example.com/?a=1;b=2',
    'urn:example:customer:42',
    'arn:aws:iam::123456789012:user/zoe',
    'cn=zoe,ou=people,dc=example',
    'zoe@example.com, max@example.com',
    'Zoe <zoe@example.com>, Max <max@example.com>',
    '12:30',
    '{broken',
    '[]',
    '\t\t',
    '\n',
    '',
    'Hi,\nmy connection is broken, please help\nThanks\nZoe',
    'x'.repeat(5_000),
    'a@'.repeat(1_999),
    '"'.repeat(3_999),
    ', '.repeat(1_999),
    '王'.repeat(3_999),
  ])('%j', (text) => expect(readPasted(text)).toBeNull())
  it('is read quickly, whatever it is', () => {
    for (const one of ['a@', '"', '\t', ', ', 'a: ', ' \n', '"\t', 'a.', '@a.', '王'])
      expect(() => readPasted(one.repeat(1_300))).not.toThrow()
  })
})
