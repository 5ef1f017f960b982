import 'server-only'
import { fillTemplate, type Parties, renderParties, toSubjectLine } from './render'
import { textsOf } from './texts/all'

/** Whose page asks, and the six digits that it asks for. Names are taken as somebody typed them. */
export type DigitsFacts = Omit<Parties, 'integrations'> & { digits: string }

/**
 * The mail with the six digits that a customer's page asks for: plain text, and no link in it. They stand in two groups, and
 * not in the subject, which telephones show to everybody. Pure; never fails.
 */
export function renderDigits(facts: DigitsFacts): { subject: string; body: string } {
  const { subject, body } = textsOf[facts.language].digits
  const digits = `${facts.digits.slice(0, 3)} ${facts.digits.slice(3)}`
  return {
    subject: toSubjectLine(subject),
    body: fillTemplate(body, { ...renderParties({ ...facts, integrations: [] }), digits }),
  }
}
