import { describe, expect, it } from 'vitest'

import { textsOf as pageTexts } from '@/components/handoff/texts/all'
import { type Language, languages } from '@/lib/core/language'
import { handoffFacts, nangoFacts, receiptFacts } from '@/lib/testing/message-facts'

import { countSms } from '../count-sms'
import { type MessageFacts, renderMessage, renderRequest } from '../render'
import { renderDigits } from '../render-digits'
import { type ReceiptFacts, renderReceipt } from '../render-receipt'
import { SaveTemplateInput } from '../schema'
import { type Channel, channels } from '../words'
import { ownTemplate, textsOf } from './all'

const write = (facts: MessageFacts) => renderMessage(ownTemplate(facts.channel, facts.language), facts)

const messageOf = (facts: MessageFacts, title: string) => {
  const { subject, body } = write(facts)
  const sms = facts.channel === 'sms' ? countSms(body) : null
  const about = sms ? ` (${sms.parts} parts, ${sms.encoding})` : ''
  return [`=== ${facts.channel}, ${title}${about} ===`, ...(subject === null ? [] : [subject, '---']), body]
}

const receiptOf = (facts: Partial<ReceiptFacts>, title: string) => {
  const { subject, body } = renderReceipt(receiptFacts(facts))
  return [`=== receipt, ${title} ===`, subject, '---', body]
}

const three = ['GitHub', 'Intercom', 'Slack']

/** Everything that is said in a language, as a person reads it. */
const pageOf = (language: Language): string => {
  const messages = channels.flatMap((channel) => [
    messageOf(handoffFacts({ channel, language }), 'a link until tomorrow, one account'),
    messageOf(nangoFacts({ channel, language }), 'a link of 30 minutes, two accounts'),
  ])
  const others: [Channel, Partial<MessageFacts>, string][] = [
    ['email', { integrations: three, check: 'words' }, 'three accounts, two words'],
    ['email', { isReconnect: true, isReminder: true, check: 'none' }, 'a reminder of a reconnect'],
    ['email', { customerName: null, agentFirstName: null }, 'a tool’s, for somebody without a name'],
    [
      'phone',
      { customerName: null, company: null, integrations: three, check: 'digits' },
      'nothing known but the agent, six digits',
    ],
    ['chat', { customerName: null, company: null, agentFirstName: null }, 'nothing known'],
    ['email', { isAnswer: true }, 'the answer to who asked for a new link'],
    ['sms', { isAnswer: true }, 'the same'],
    ['phone', { isAnswer: true }, 'the same'],
  ]
  const more = others.map(([channel, changes, title]) =>
    messageOf(handoffFacts({ channel, language, ...changes }), title),
  )
  const single = messageOf(
    nangoFacts({ channel: 'chat', language, integrations: ['GitHub'] }),
    '30 minutes, one account',
  )
  const receipts = [
    receiptOf({ language }, 'one account'),
    receiptOf(
      { language, integrations: three, agentFirstName: null },
      'three accounts, through a tool’s link',
    ),
    receiptOf(
      { language, isReconnect: true, customerName: null, agentFirstName: null, company: null },
      'a reconnect, nothing known',
    ),
  ]
  const { handoff, nango, scan, works } = textsOf[language].sheet
  const sheet = [
    '=== paper ===',
    scan,
    handoff.follow,
    handoff.one,
    handoff.other,
    nango.follow,
    nango.one,
    nango.other,
    works,
  ]
  const digits = renderDigits({ ...handoffFacts({ language }), digits: '481529' })
  const mailed = ['=== mail with six digits ===', digits.subject, '---', digits.body]
  const all = [...messages, ...more, single, mailed, ...receipts, sheet]
  return all.map((lines) => lines.join('\n')).join('\n\n') + '\n'
}

describe.each(languages)('messages in %s', (language) => {
  it('read like this', async () => {
    await expect(pageOf(language)).toMatchFileSnapshot(`snapshots/${language}.txt`)
  })
  it('are templates that an admin could save', () => {
    for (const channel of channels) {
      const template = { channel, language, replaces: 0, ...ownTemplate(channel, language) }
      expect(SaveTemplateInput.parse(template)).toEqual(template)
    }
  })
  it('fill everything, whatever is known', () => {
    for (const channel of channels)
      for (const facts of [handoffFacts, nangoFacts])
        for (const integrations of [['GitHub'], three])
          for (const known of [
            {},
            { customerName: null },
            { company: null },
            { company: null, agentFirstName: null },
          ]) {
            const { subject, body } = write(facts({ channel, language, integrations, ...known }))
            expect(`${subject} ${body}`).not.toMatch(/[{}]|undefined|\uFFFE| {2}| [,.;](?!\S)| \n|\n{3}/)
            expect(body.split(facts().url).length).toBe(channel === 'phone' ? 1 : 2)
          }
  })
  it('say what nothing is known for in a receipt, too', () => {
    for (const known of [
      {},
      { customerName: null },
      { company: null },
      { company: null, agentFirstName: null },
    ]) {
      const { subject, body } = renderReceipt(receiptFacts({ language, ...known }))
      expect(`${subject} ${body}`).not.toMatch(/[{}]|undefined|\uFFFE| {2}| [,.;](?!\S)| \n|\n{3}|https?:/)
      expect(body).toMatch(/14:30|2:30 pm/)
    }
  })
  it('fit into as many parts of an SMS when they answer', () => {
    const [plain, answer] = [false, true].map((isAnswer) =>
      countSms(write(handoffFacts({ channel: 'sms', language, isAnswer })).body),
    )
    expect([answer?.encoding, answer?.parts]).toEqual([plain?.encoding, plain?.parts])
  })
  it('have a subject, also where nothing is known of the one that an admin wrote', () => {
    const facts = handoffFacts({ language, company: null })
    const { subject } = renderMessage({ subject: '{{company}}', body: '{{link}}' }, facts)
    expect(subject).toBe(write(facts).subject)
  })
  it('tell one account from several, and an account that is connected again', () => {
    const said = [['GitHub'], three].map((integrations) =>
      renderRequest(handoffFacts({ language, integrations })),
    )
    said.push(renderRequest(handoffFacts({ language, isReconnect: true })))
    expect(new Set(said).size).toBe(3)
    expect(said[1]).toContain(new Intl.ListFormat(language).format(three))
  })
  it('quote the buttons of the customer’s page as they are', () => {
    const { written, sheet } = textsOf[language]
    expect(written.handoff.safety).toContain(pageTexts[language].notExpected)
    expect(sheet.handoff.follow).toContain(pageTexts[language].continue)
  })
  it('say only of Nango’s page that the link is opened again, and only with several accounts', () => {
    const { written, sms, phone } = textsOf[language]
    for (const { nango, handoff } of [written, sms, phone]) {
      expect(write(nangoFacts({ language, channel: 'chat', integrations: three })).body).toContain(
        written.nango.other,
      )
      for (const other of [handoff.one, handoff.other, nango.one]) expect(other).not.toBe(nango.other)
    }
  })
  it('fit into two parts of an SMS, or three where the letters take twice the room', () => {
    const { parts, encoding } = countSms(write(handoffFacts({ channel: 'sms', language })).body)
    expect([encoding, parts]).toEqual(language === 'ja' ? ['UCS-2', 3] : ['GSM-7', 2])
    for (const month of Array.from({ length: 12 }, (_, index) => index)) {
      const endsAt = new Date(Date.UTC(2027, month, 28, 9))
      const { encoding: used } = countSms(write(handoffFacts({ channel: 'sms', language, endsAt })).body)
      expect(used).toBe(language === 'ja' ? 'UCS-2' : 'GSM-7')
    }
  })
})
