import { describe, expect, it } from 'vitest'

import { showPasted } from '@/lib/testing/pasted'

import { readPasted } from './pasted-customer'

const zoe = '42 | zoe@example.com | Zoe | · | Acme'

describe('heads', () => {
  it.each([
    ['Customer ID\tE-mail (primary)\tName (full)\tCompany\n42\tzoe@example.com\tZoe\tAcme', zoe],
    ['Klantnummer;Naam;E-mail;Bedrijf\n42;Zoe;zoe@example.com;Acme', zoe],
    ['Kundnummer;Namn;E-post;Företag\n42;Zoe;zoe@example.com;Acme', zoe],
    ['Codice cliente;Nome;E-mail;Azienda\n42;Zoe;zoe@example.com;Acme', zoe],
    ['Número do cliente|Nome|E-mail|Empresa\n42|Zoe|zoe@example.com|Acme', zoe],
    ['Номер клиента\tИмя\tПочта\tКомпания\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['客户编号\t姓名\t邮箱\t公司\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['고객번호\t이름\t이메일\t회사\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['מספר לקוח\tשם\tדוא"ל\tחברה\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['رقم العميل\tالاسم\tالبريد الإلكتروني\tالشركة\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['ลูกค้า\tชื่อ\tอีเมล\tบริษัท\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['ग्राहक\tनाम\tईमेल\tकंपनी\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['Πελάτης;Όνομα;Διεύθυνση;Εταιρεία\n42;Zoe;zoe@example.com;Acme', zoe],
    ['asiakas_nro\tnimi\tmail\tyritys\n42\tZoe\tzoe@example.com\tAcme', zoe],
    ['Prénom;Nom;Courriel;Entreprise;N° client\nZoe;;zoe@example.com;Acme;42', zoe],
    ['Customers\t\t\t\nCustomer ID\tEmail\tName\tCompany\n42\tzoe@example.com\tZoe\tAcme', zoe],
    ['sep=;\nCustomer ID;Email;Name;Company\n42;zoe@example.com;Zoe;Acme', zoe],
    [
      '| ID | Email | Name | Company |\n| --- | --- | --- | --- |\n| 42 | zoe@example.com | Zoe | Acme |',
      zoe,
    ],
    ['客户编号\t42\n姓名\tZoe\n邮箱\tzoe@example.com\n公司\tAcme', zoe],
    ['ลูกค้า\t42\nชื่อ\tZoe\nอีเมล\tzoe@example.com\nบริษัท\tAcme', zoe],
    [
      'Ticket ID\tSubject\tRequester\tRequester email\tAssignee\tAssignee email\n7\tHelp\tZoe\tzoe@example.com\tBob\tbob@example.com',
      '· | zoe@example.com | Zoe | · | ·',
    ],
    [
      'Subject\tEmail (agent)\tE-post\nHelp\tbob@example.com\tzoe@example.com',
      '· | zoe@example.com | · | · | ·',
    ],
    [
      'First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\nZoe,Miller,Acme,Work,zoe@example.com',
      '· | zoe@example.com | Zoe Miller | · | Acme',
    ],
    [
      'Record ID,First Name,Last Name,Email,Contact owner\n42,Zoe,Miller,zoe@example.com,Bob Agent',
      '42 | zoe@example.com | Zoe Miller | · | ·',
    ],
    ...['Your', 'Login', 'Sign-up', 'Lead', 'Buyer', 'Employee', 'Guest', 'Verified', 'Billing contact'].map(
      (one): [string, string] => [
        `Customer ID\tName\t${one} email\tCompany\n42\tZoe\tzoe@example.com\tAcme`,
        zoe,
      ],
    ),
  ])('are none of the customer: %j', (text, found) => expect(showPasted(text)).toBe(found))
  it.each(['Customer ID\tName\n', 'Customer ID;Email;Name', '客户编号\t姓名\t邮箱\t公司\n'])(
    'stay as they are where nothing stands under them: %j',
    (text) => expect(showPasted(text)).toBeNull(),
  )
  it('stand above several rows, of which the first counts', () =>
    expect(readPasted('Klantcode;Wie;Mailbox\n42;Zoe;zoe@example.com\n43;Max;max@example.com')).toMatchObject(
      {
        texts: { customerId: '42', email: 'zoe@example.com', displayName: 'Zoe' },
        rows: 2,
      },
    ))
})

describe('rows', () => {
  const noMore = 'cust_42 | zoe@example.com | · | · | ·'
  it.each([
    '27.11.2026',
    '2026-11-27',
    '11/27/2026',
    '2026-11-27T10:42:00Z',
    '27 Nov 2026, 10:42',
    'Friday, November 27, 2026',
    '2026年11月27日',
    '2026. 11. 27.',
    '10:42 am',
    '3 hours ago',
    'Active',
    'In progress',
    'TRUE',
    '€ 12',
  ])('begin with what says nothing of the customer: %s', (first) => {
    expect(showPasted(`${first}\tcust_42\tzoe@example.com`)).toBe(noMore)
    expect(showPasted(`${first}\tcust_42\tzoe@example.com\tZoe Miller`)).toBe(
      noMore.replace('·', 'Zoe Miller'),
    )
  })
  it.each([
    ['auth0|5f7c9a\tzoe@example.com\tZoe', 'auth0|5f7c9a | zoe@example.com | Zoe | · | ·'],
    ['auth0|5f7c9a, Zoe, zoe@example.com', 'auth0|5f7c9a | zoe@example.com | Zoe | · | ·'],
    [
      'saml|acme|zoe@example.com\tzoe@example.com\tZoe',
      'saml|acme|zoe@example.com | zoe@example.com | Zoe | · | ·',
    ],
    ['10-12-34\tzoe@example.com\tZoe', '10-12-34 | zoe@example.com | Zoe | · | ·'],
    ['27-11-26\tcust_42\tzoe@example.com', noMore],
    ['42\tzoe@example.com\tZoe\t27-11-26\tAcme', zoe],
    ['42\tMarch 3 Ltd\tzoe@example.com\tZoe', zoe.replace('Acme', 'March 3 Ltd')],
    ['JDoe\tZoe\tzoe@example.com\tAcme', zoe.replace('42', 'JDoe')],
    ['客户-1001\tzoe@example.com\tZoe', '客户-1001 | zoe@example.com | Zoe | · | ·'],
    ["'00017\tzoe@example.com", '00017 | zoe@example.com | · | · | ·'],
    ['="00017"\tzoe@example.com', '00017 | zoe@example.com | · | · | ·'],
    ['"=""00017""",zoe@example.com', '00017 | zoe@example.com | · | · | ·'],
    ["'+49301234567\tzoe@example.com", '+49301234567 | zoe@example.com | · | · | ·'],
    ['4.53958E+18\tzoe@example.com\tZoe', '· | zoe@example.com | Zoe | · | ·'],
    ['#REF!\tzoe@example.com\tZoe', '· | zoe@example.com | Zoe | · | ·'],
    ['7\tcust_42\tzoe@example.com\tZoe', 'cust_42 | zoe@example.com | Zoe | · | ·'],
    ['cust_42 (zoe@example.com)', 'cust_42 | zoe@example.com | · | · | ·'],
    [
      'Zoe Miller\nHead of Sales\nAcme GmbH\nzoe@example.com',
      '· | zoe@example.com | Zoe Miller | · | Acme GmbH',
    ],
    ["42\t't Hooft\tzoe@example.com", "42 | zoe@example.com | 't Hooft | · | ·"],
    ['42\tAcme “Labs”\tzoe@example.com', '42 | zoe@example.com | Acme “Labs” | · | ·'],
    ['42;Zoe;zoe@example.com;Acme\n43;Max;;Other', zoe],
    ['42\tLife at Example.com\tzoe@example.com', '42 | zoe@example.com | Life at Example.com | · | ·'],
  ])('%j', (text, found) => expect(showPasted(text)).toBe(found))
  it.each([
    'zoe@exämple.com',
    'zoe@example,com',
    'zoe(at)example.com',
    'zoe [at] example [dot] com',
    'zoe @ example.com',
    'zoë@example.com',
    'zoe@example',
  ])('have an address with a slip in its field, where the right one is offered: %s', (email) => {
    expect(showPasted(`cust_42\t${email}\tZoe`)).toBe(`cust_42 | ${email} | Zoe | · | ·`)
    expect(showPasted(`cust_42\tZoe <${email}>`)).toBe(`cust_42 | ${email} | Zoe | · | ·`)
    expect(showPasted(`Name: Zoe\nEmail: ${email}`)).toBe(`· | ${email} | Zoe | · | ·`)
  })
  it.each(['—', '–', '-', '·', '•', '/', '→', '⇒', '->', '|', '~', '=', ':'])(
    'may have signs between: %s',
    (sign) => {
      expect(showPasted(`Zoe Miller ${sign} zoe@example.com`)).toBe(
        '· | zoe@example.com | Zoe Miller | · | ·',
      )
      expect(showPasted(`zoe@example.com ${sign} Zoe Miller`)).toBe(
        '· | zoe@example.com | Zoe Miller | · | ·',
      )
    },
  )
  it('may be one line with signs', () => expect(showPasted('42 · Zoe · zoe@example.com · Acme')).toBe(zoe))
})

describe('labelled lines', () => {
  const noId = '· | zoe@example.com | Zoe | · | ·'
  it.each([
    ['Customer ID:\nEmail: zoe@example.com\nName: Zoe', noId],
    ['Company:\nName: Zoe\nEmail: zoe@example.com', noId],
    ['Organization ID:\nOrganization:\nEmail: zoe@example.com\nName: Zoe', noId],
    ['Customer ID\n\nEmail\nzoe@example.com\nName\nZoe', noId],
    ['Customer ID:\nPhone: +49 30 1234567\nEmail: zoe@example.com\nName: Zoe', noId],
    ['Customer ID: Email: zoe@example.com\nName: Zoe', noId],
    ['Customer ID\t\nEmail\tzoe@example.com\nName\tZoe', noId],
    ['顧客ID：\nメール：zoe@example.com\n氏名：Zoe', noId],
    ['Customer ID\nauth0:42\nEmail\nzoe@example.com', 'auth0:42 | zoe@example.com | · | · | ·'],
    ['Name = "Zoe"\nEmail = "zoe@example.com"', noId],
    ['"name": "Zoe",\n"email": "zoe@example.com",', noId],
    ['Name: Joe “Ace”\nEmail: zoe@example.com', noId.replace('Zoe', 'Joe “Ace”')],
    ['Agent email: bob@example.com\nEmail: zoe@example.com\nName: Zoe', noId],
    ['Company: \nSupport Heroes\nEmail: zoe@example.com\nName: Zoe', noId.replace(/·$/, 'Support Heroes')],
    ['Subject:\nName: Zoe\nEmail: zoe@example.com', noId],
    ['Customer ID\nAssignee\nBob\nName\nZoe\nEmail\nzoe@example.com', noId],
    ['Help for support\nName: Zoe\nEmail: zoe@example.com', noId],
    ['Billing email: bill@example.com\nEmail: zoe@example.com\nName: Zoe', noId],
    ['Name: Zoe\nEmail: zoe@example.com\nAssignee:\nID: 7\nCompany: Us', noId],
    ['customer:\n  name: Zoe\n  email: zoe@example.com\n  manager:\n    id: 7', noId],
    ['From: Zoe <zoe@example.com>\nReply-To: Max <max@example.com>', noId],
    ['Requester: Zoe\nContact: Max <max@example.com>\nEmail: zoe@example.com', noId],
    ['From: Zoe <zoe@example.com>\nTo: support@example.com\nSubject: Help', noId],
    ['ID: 35436\nSubject: Help\nRequester: Zoe <zoe@example.com>', noId],
    ['Name: Zoe Email: zoe@example.com', noId],
    ['Customer ID: Name: Zoe Email: zoe@example.com', noId],
    ['Name Zoe\nEmail zoe@example.com', noId],
    ['"name": "Zoe",\n"email": "zoe@example.com",\n"account": {\n"id": 7', noId],
    ['name: "Zoe",\nemail: "zoe@example.com",\nmanager: {\n  id: 7\n}', noId],
    ['customer: {\n  name: "Zoe",\n  email: "zoe@example.com"\n}', noId],
    ['Name – Zoe\nEmail – zoe@example.com', noId],
    ['Name\tZoe\tCompany\t\nEmail\tzoe@example.com\tCustomer ID\t', noId],
    ['Name\t-\nEmail\tzoe@example.com', '· | zoe@example.com | · | · | ·'],
    ['Customer: Zoe (42)\nEmail: zoe@example.com', noId.replace('·', '42')],
    ['Kunde: #42 / Zoe\nE-Mail: zoe@example.com', noId.replace('·', '42')],
    ['Customer ID: 4.53958E+18\nName: Zoe\nEmail: zoe@example.com', noId],
    ['Name: Zoe\nEmail: zoe@example.com\nOrganization:\nID: org_7', noId.replace('· | ·', 'org_7 | ·')],
  ])('have no label as a value: %j', (text, found) => expect(showPasted(text)).toBe(found))
  it('of several customers the first', () =>
    expect(readPasted('Customer ID: 42\nName: Zoe\n\nCustomer ID: 43\nEmail: max@example.com')).toMatchObject(
      {
        texts: { customerId: '42', email: '', displayName: 'Zoe' },
        rows: 2,
      },
    ))
  it.each([
    'Name: Zoe\nCustomer ID: 42\n\nEmail: max@example.com\nName: Max',
    'Name: Zoe\r\nCustomer ID: 42\r\n\r\nEmail: max@example.com\r\nName: Max\r\n',
    'Customer ID\t42\t43\nName\tZoe\tMax\nEmail\t\tmax@example.com',
  ])('in whatever order or column: %j', (text) =>
    expect(readPasted(text)).toMatchObject({
      texts: { customerId: '42', email: '', displayName: 'Zoe' },
      rows: 2,
    }),
  )
  it('may have an empty column before its values', () =>
    expect(showPasted('Customer ID\t\t42\nName\t\tZoe\nEmail\t\tzoe@example.com')).toBe(
      '42 | zoe@example.com | Zoe | · | ·',
    ))
  it('of a letter none', () => {
    expect(showPasted('Hi Zoe,\nplease mail zoe@example.com,\nthanks')).toBeNull()
    expect(showPasted('On Fri, Nov 27, 2026, Zoe <zoe@example.com> wrote:')).toBeNull()
    expect(showPasted('<td>42</td><td>zoe@example.com</td>')).toBeNull()
    expect(showPasted('Dear Max, hello\nplease mail zoe@example.com, thanks')).toBeNull()
  })
})
