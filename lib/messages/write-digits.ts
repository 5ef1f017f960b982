import 'server-only'
import { fillText } from '@/lib/core/language'
import { writeHtml } from '@/lib/mail/write-html'

import { type MessageFacts, renderSender } from './render'
import { textsOf } from './texts/all'

type Facts = Pick<MessageFacts, 'language' | 'agentFirstName' | 'company'> & { digits: string }

/** The mail with the six digits that a customer's page asks for. They stand in two groups, and not in its subject, which telephones show to everybody. */
export function writeDigits(facts: Facts): { subject: string; text: string; html: string } {
  const { language, digits } = facts
  const { subject, body } = textsOf[language].digits
  const text = fillText(body, {
    sender: renderSender(facts),
    digits: `${digits.slice(0, 3)} ${digits.slice(3)}`,
  })
  return { subject, text, html: writeHtml({ text, language }) }
}
