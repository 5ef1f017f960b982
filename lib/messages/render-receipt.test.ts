import { expect, it } from 'vitest'

import { languages } from '@/lib/core/language'
import { writeHtml } from '@/lib/mail/write-html'
import { hostileNames, isLink, isUnseen } from '@/lib/testing/hostile-names'
import { receiptFacts } from '@/lib/testing/message-facts'

import { renderDigits } from './render-digits'
import { renderReceipt } from './render-receipt'

const whole = (changes: Parameters<typeof receiptFacts>[0]) => {
  const { subject, body } = renderReceipt(receiptFacts(changes))
  return { subject, body, lines: body.split('\n').length }
}

it('whatever somebody is called, the receipt has no link, no markup and no line more', () => {
  const done = hostileNames.flatMap((name, index) => {
    const language = languages[index % languages.length] ?? 'en'
    const plain = whole({ language })
    const sent = whole({ language, customerName: name, agentFirstName: name })
    // French sets such spaces, and the ends of names from right to left are marked.
    const seen = sent.body.replaceAll(/[\u00A0\u2068\u2069]/g, ' ')
    const wrong = isLink.test(sent.body) || isUnseen.test(seen) || /[<>{}`]/.test(sent.body)
    const isLonger = sent.lines > plain.lines || sent.body.length > plain.body.length + 400
    return wrong || isLonger ? [name.slice(0, 40)] : []
  })
  expect(done).toEqual([])
})

it('an integration or a company with such a name stands there as text', () => {
  for (const [index, name] of hostileNames.entries()) {
    const language = languages[index % languages.length] ?? 'en'
    const { subject, body } = whole({ language, integrations: [name, name], company: name })
    expect(body, name).not.toMatch(/[{}<>`\0\r\u2028\u202E\u200B]|evil[\w.]*\/|\/\/evil|@evil/)
    expect(subject, name).not.toMatch(/\p{Control}|[\u2028\u2029]/u)
    expect(subject.length, name).toBeLessThanOrEqual(151)
    expect(writeHtml({ text: body, url: null, language })).not.toMatch(/<(?:a|img|script|svg)\b/)
  }
})

it('the mail with digits does as little with such a name', () => {
  for (const [index, name] of hostileNames.entries()) {
    const language = languages[index % languages.length] ?? 'en'
    const digits = {
      ...receiptFacts({ language, customerName: name, agentFirstName: name, company: name }),
      digits: '481529',
    }
    const { subject, body } = renderDigits(digits)
    expect(body, name).not.toMatch(/[{}<>`\0\r\u2028\u202E\u200B]|evil[\w.]*\/|\/\/evil|@evil/)
    expect(body.match(/^\d{3} \d{3}$/gm), name).toEqual(['481 529'])
    expect(subject, name).toBe(renderDigits({ ...digits, customerName: null }).subject)
    expect(writeHtml({ text: body, url: null, language })).not.toMatch(/<(?:a|img|script|svg)\b/)
  }
})
