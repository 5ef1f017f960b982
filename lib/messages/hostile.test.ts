import { describe, expect, it } from 'vitest'

import { type Language, languages } from '@/lib/core/language'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { hostileNames as payloads, isLink, isUnseen } from '@/lib/testing/hostile-names'
import { handoffFacts, nangoFacts } from '@/lib/testing/message-facts'

import { cleanLabel, cleanName } from './clean'
import { type MessageFacts, renderMessage } from './render'
import { SaveTemplateInput } from './schema'
import { ownTemplate } from './texts/all'
import { toMailto, toSmsLink } from './view'
import { channels } from './words'

const write = (facts: MessageFacts) => renderMessage(ownTemplate(facts.channel, facts.language), facts)

const count = (text: string, part: string) => text.split(part).length - 1
const plains = new Map<string, ReturnType<typeof write>>()

/** The same message with harmless names. */
const plainOf = (facts: MessageFacts, known: Partial<MessageFacts>) => {
  const { channel, language, isHandoff } = facts
  const key = JSON.stringify([channel, language, isHandoff, known])
  const plain =
    plains.get(key) ?? write((isHandoff ? handoffFacts : nangoFacts)({ channel, language, ...known }))
  plains.set(key, plain)
  return plain
}

/** What can be wrong with a message; `plain` is the same one with harmless names. */
const wrongs: Record<string, (sent: string, plain: string, facts: MessageFacts) => boolean> = {
  'a link': (sent, _, { url }) => {
    const { origin, host } = new URL(url)
    return isLink.test([url, origin, host].reduce((rest, own) => rest.replaceAll(own, ''), sent))
  },
  // French sets such spaces, and the ends of names from right to left are marked.
  'a character that nobody sees': (sent) => isUnseen.test(sent.replaceAll(/[\u00A0\u2068\u2069]/g, ' ')),
  'a bracket': (sent) => /[<>{}`\uFFFE]/.test(sent),
  'a line': (sent, plain) => count(sent, '\n') > count(plain, '\n'),
  'another address': (sent, plain, { url }) => count(sent, url) !== count(plain, url),
  'a direction left open': (sent) => count(sent, '\u2068') !== count(sent, '\u2069'),
  length: (sent, plain) => sent.length > plain.length + 400,
}

const effectsOf = (facts: MessageFacts, known: Partial<MessageFacts>): string[] => {
  const { subject, body } = write(facts)
  const found = Object.keys(wrongs).filter((what) => wrongs[what]?.(body, plainOf(facts, known).body, facts))
  const isOneLine = (subject ?? '').length <= 151 && !/\p{Control}|[\u2028\u2029]/u.test(subject ?? '')
  return isOneLine ? found : [...found, 'a header']
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

/** In `npm test` each payload is tried in a language of its own, in `npm run evidence` in all. */
const languagesFor = (index: number): Language[] =>
  languages
    .slice(0, countOf(1, languages.length))
    .map((_, n) => languages[(index + n) % languages.length] ?? 'en')

describe('what somebody is called', () => {
  it.each(places)('does nothing but to name the %s', (_, changesOf, known) => {
    const done = payloads.flatMap((payload, index) =>
      languagesFor(index).flatMap((language) =>
        channels.flatMap((channel) =>
          [handoffFacts, nangoFacts].flatMap((facts) =>
            effectsOf(facts({ language, channel, ...changesOf(payload) }), known).map(
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
      tried: payloads.length * places.length * countOf(1, languages.length) * channels.length * 2,
      outcome: 'none did',
    })
  })
  it('does as little to an integration and a company, whose dots are their own', () => {
    for (const [index, payload] of payloads.entries())
      for (const language of languagesFor(index)) {
        const { subject, body } = write(handoffFacts({ language, integrations: [payload], company: payload }))
        expect(body, payload).not.toMatch(/[{}<>`\0\r\u2028\u202E\u200B]|evil[\w.]*\/|\/\/evil|@evil/)
        expect(subject, payload).not.toMatch(/\p{Control}/u)
        expect(count(body, '\n'), payload).toBeLessThanOrEqual(
          count(plainOf(handoffFacts({ language }), {}).body, '\n'),
        )
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
    expect(save('{{ link }} {one} {n, plural, other {#} }').success).toBe(true)
  })
})
