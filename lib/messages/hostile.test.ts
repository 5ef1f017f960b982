import { describe, expect, it } from 'vitest'

import { type Language, languages } from '@/lib/core/language'
import { recordEvidence } from '@/lib/testing/evidence'
import { handoffFacts, nangoFacts } from '@/lib/testing/message-facts'

import { cleanLabel, cleanName } from './clean'
import { type MessageFacts, renderMessage } from './render'
import { SaveTemplateInput } from './schema'
import { ownTemplate } from './texts/all'
import { toMailto, toSmsLink } from './view'
import { channels } from './words'

/** What somebody may be called who wants a message to do or to say something else. */
const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="https://evil.example">Ada</a>',
  '"><svg/onload=alert(1)>',
  '&lt;b&gt;Ada',
  '<!-- Ada -->',
  '</pre><h1>Ada',
  '{{link}}',
  '{{customer.name}}',
  '{{ link }} {{until}}',
  '{{{{link}}}}',
  '{{',
  '}}',
  '{sender}',
  '{integrations}',
  '{origin}',
  '{0}',
  '{n, plural, one {#} other {#}}',
  '${link}',
  '%s%n',
  'Ada\r\nBcc: victim@example.com',
  'Ada\nSubject: You have won',
  'Ada\r\n\r\n<html>',
  'Ada\u0085next',
  'Ada\u2028next',
  'Ada\u2029next',
  'Ada\vnext\fpage',
  'Ada\0null',
  '\0\0\0',
  'Ada\u001B[31mred',
  '\u202Eelpmaxe.live\u202C',
  'Ada\u202Dabc',
  '\u2066Ada',
  '\u2069\u2069Ada',
  '\u200FAda\u200E',
  '\u061CAda',
  'A\u200Bd\u200Ba',
  '\uFEFFAda\u2060',
  'A\u00ADda',
  '\u{E0041}\u{E0042}Ada',
  'https://evil.example/login',
  'http://evil.example',
  'Ada https://evil.example/?a=b now',
  'www.evil.example',
  'evil.example',
  'evil.example/pay',
  'call us: evil。example',
  'evil．example',
  'ftp://evil.example',
  '//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'mailto:victim@evil.example',
  'victim@evil.example',
  'https:\\\\evil.example',
  'hxxps[:]//evil[.]example/x.y',
  '[Ada](https://evil.example)',
  '<https://evil.example|click>',
  '*Ada* _Ada_ ~Ada~ `Ada`',
  '```Ada```',
  '@everyone',
  '<!channel>',
  '# Ada\n- one\n> two',
  '| a | b |',
  '=HYPERLINK("https://evil.example")',
  'Ada'.repeat(200),
  'A'.repeat(100_000),
  'e\u0301'.repeat(120),
  '\u05E2\u05D3\u05D4 https://evil.example',
  '../../etc/passwd',
  '😀'.repeat(90),
  '   ',
]

/** What mail programs, telephones and chats make a link of: a scheme, or words with a dot between them. */
const isLink =
  /\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|[\p{L}\p{N}_-][.。．｡][\p{L}]{2,}|\S@[\p{L}\p{N}-]|\b(?:javascript|data|mailto):\S/iu
const isUnseen =
  /[^\S\n ]|(?!\n)\p{Control}|[\u200B\u200E\u200F\u061C\u2028-\u202E\u2060\u2066\u2067\uFEFF\u00AD\uFFFE]|[\u{E0000}-\u{E007F}]/u

const write = (facts: MessageFacts) => renderMessage(ownTemplate(facts.channel, facts.language), facts)
const linesOf = (text: string) => text.split('\n').length

/** What a payload did, in words; it should be nothing. `known` is the same message with a harmless name. */
const effectsOf = (facts: MessageFacts, known: MessageFacts): string[] => {
  const { subject, body } = write(facts)
  const plain = write(known)
  // French sets these spaces, and of right-to-left names the ends are marked.
  const text = body.replaceAll(/[\u00A0\u2068\u2069]/g, ' ')
  const hosts = new URL(facts.url)
  const rest = [facts.url, hosts.origin, hosts.host].reduce((left, own) => left.replaceAll(own, ''), text)
  const isolates = (sign: string) => body.split(sign).length
  return [
    ...(isLink.test(rest.replaceAll(/\b(a|p)\.?m\./g, '')) ? ['a link'] : []),
    ...(isUnseen.test(text) ? ['a character that nobody sees'] : []),
    ...(/[<>{}`\uFFFE]/.test(text) ? ['a bracket'] : []),
    ...(linesOf(body) > linesOf(plain.body) ? ['a line'] : []),
    ...(body.split(facts.url).length === plain.body.split(facts.url).length ? [] : ['another address']),
    ...(isolates('\u2068') === isolates('\u2069') ? [] : ['a direction left open']),
    ...(/\p{Control}|[\u2028\u2029]/u.test(subject ?? '') ? ['a header'] : []),
    ...((subject ?? '').length > 151 || body.length > plain.body.length + 400 ? ['length'] : []),
  ]
}

const places: [string, (payload: string) => Partial<MessageFacts>, Partial<MessageFacts>][] = [
  ['customer', (customerName) => ({ customerName }), {}],
  ['agent', (agentFirstName) => ({ agentFirstName }), {}],
  [
    'customer and agent, without a company',
    (name) => ({ customerName: name, agentFirstName: name, company: null }),
    { company: null },
  ],
]

describe('what somebody is called', () => {
  it.each(places)('does nothing but to name the %s', (_, changesOf, known) => {
    const done = payloads.flatMap((payload) =>
      languages.flatMap((language) =>
        channels.flatMap((channel) =>
          [handoffFacts, nangoFacts].flatMap((facts) =>
            effectsOf(
              facts({ language, channel, ...changesOf(payload) }),
              facts({ language, channel, ...known }),
            ).map(
              (effect) => `${JSON.stringify(payload.slice(0, 40))} in ${channel}, ${language}: ${effect}`,
            ),
          ),
        ),
      ),
    )
    expect(done).toEqual([])
  })
  it('was tried with 60 names and more', () => {
    expect(new Set(payloads).size).toBeGreaterThanOrEqual(60)
    recordEvidence({
      attack: 'A message with a name that wants to do something else',
      tried: payloads.length * places.length * languages.length * channels.length * 2,
      outcome: 'none did',
    })
  })
  it('does as little to an integration and a company, whose dots are their own', () => {
    for (const payload of payloads) {
      const facts = { integrations: [payload], company: payload }
      for (const language of languages) {
        const { subject, body } = write(handoffFacts({ language, ...facts }))
        expect(body, payload).not.toMatch(/[{}<>`\0\r\u2028\u202E\u200B]|evil[^ ]*\/|\/\/evil|@evil/)
        expect(subject, payload).not.toMatch(/\p{Control}/u)
        expect(linesOf(body), payload).toBeLessThanOrEqual(linesOf(write(handoffFacts({ language })).body))
      }
    }
    expect(cleanLabel('Cal.com')).toBe('Cal.com')
    expect(cleanLabel('GitHub (github-2)')).toBe('GitHub (github-2)')
    expect(cleanLabel('Pay at evil.example/now')).toBe('Pay at evil. example/now')
  })
  it('leaves names that people have as they are', () => {
    for (const name of ['Ada Lovelace', 'Seán O’Neil', "D'Arcy", 'María-José', '山田 太郎', 'Jürgen', 'علي'])
      expect(cleanName(name)).toBe(name)
    expect(cleanName('J.R.R. Tolkien')).toBe('J. R. R. Tolkien')
    expect(cleanName('Ada (Support)')).toBe('Ada (Support)')
    expect(cleanName('A'.repeat(81))).toBe('')
    expect(cleanName('-')).toBe('')
  })
  it('is isolated where it runs the other way', () =>
    expect(write(handoffFacts({ customerName: 'علي' })).body).toContain('Hello \u2068علي\u2069,'))
  it('stays in its place in the address of a mail or an SMS', () => {
    for (const payload of payloads) {
      const { subject, body } = write(handoffFacts({ customerName: payload }))
      const mail = new URL(toMailto({ email: 'a?b&c@example.com', subject, body }))
      expect(mail.pathname).toBe('a%3Fb%26c@example.com')
      expect([...mail.searchParams.keys()]).toEqual(['subject', 'body'])
      expect(mail.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(body)
      expect([...new URL(toSmsLink({ body })).searchParams.keys()]).toEqual(['body'])
    }
  })
})

const save = (body: string, subject = 'Connect', language: Language = 'en') =>
  SaveTemplateInput.safeParse({ channel: 'email', language, replaces: 0, subject, body })

describe('what an admin writes', () => {
  it('is text, in lines of its own, whatever was pasted into it', () => {
    for (const payload of payloads) {
      const saved = save(`Hello\n${payload}\n{{link}}`, `Connect ${payload}`)
      if (!saved.success) continue
      const { subject, body } = saved.data
      expect(body, payload).not.toMatch(
        /(?!\n)\p{Control}|[\u2028-\u202E\u2060\u2066-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/u,
      )
      expect(subject, payload).not.toMatch(/\p{Control}|[\u2028\u2029]/u)
      const { subject: sent } = renderMessage({ subject, body: body ?? '' }, handoffFacts())
      expect(sent, payload).not.toMatch(/\p{Control}|[\u2028\u2029]/u)
    }
  })
  it('is refused with a field that there is not, by its name', () => {
    for (const place of [
      '{{password}}',
      '{{customer.email}}',
      '{{__proto__}}',
      '{{constructor}}',
      '{{Link}}',
      '{{}}',
    ])
      expect(save(`{{link}} ${place}`).error?.issues).toMatchObject([
        { path: ['body'], message: expect.stringContaining(place) },
      ])
    for (const text of ['{{link', 'link}}', '{{link}} {{', '{{{{link}}}}'])
      expect(save(`{{link}} ${text}`).success, text).toBe(false)
    expect(save('{{ link }} {one} {n, plural, other {#}}').success).toBe(true)
  })
})
