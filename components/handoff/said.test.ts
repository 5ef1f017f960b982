import { describe, expect, it } from 'vitest'

import { textsOf } from '@/components/handoff/texts/all'
import { fillText } from '@/lib/core/language'

import { partiesOf } from './said'

const place = /\{(?:who|agent)\}/i
/** The texts that name who asks, or whom to turn to. */
const listNaming = (texts: Record<string, string>) =>
  Object.entries(texts)
    .filter(([key, text]) => key !== 'from' && place.test(text))
    .map(([key]) => key)

describe('who asks', () => {
  it.each([
    ['Ben', 'Acme', 'Ben from Acme asks you', 'tell Ben,'],
    ['Ben', null, 'Ben asks you', 'tell Ben,'],
    [null, 'eLearning', 'eLearning asks you', 'tell eLearning,'],
    [null, null, 'The company behind this link asks you', 'tell the company behind this link,'],
  ])('agent %s, company %s', (agent, company, asks, tell) => {
    const texts = textsOf.en
    const parties = partiesOf({ agent }, { texts, company, language: 'en' })
    expect(fillText(texts.asks, parties)).toContain(asks)
    expect(fillText(texts.undo, parties)).toContain(tell)
  })

  it.each(Object.entries(textsOf))('stands in the same texts in %s, with no place left open', (_, texts) => {
    expect(listNaming(texts)).toEqual(listNaming(textsOf.en))
    const parties = partiesOf({ agent: null }, { texts, company: null, language: 'en' })
    const filled = Object.entries(texts).map(([key, text]) => [key, fillText(text, parties)])
    expect(listNaming(Object.fromEntries(filled))).toEqual([])
  })
})
