import 'server-only'
import { fillText } from '@/lib/core/language'

import { fillTemplate, type MessageFacts, type Parties, renderParties, toSubjectLine } from './render'
import { tellAt } from './tell-until'
import { textsOf } from './texts/all'

/** What the receipt of a link says of it. Names are taken as somebody typed them. */
export type ReceiptFacts = Parties & Pick<MessageFacts, 'isReconnect' | 'zone'> & { connectedAt: Date }

/** The mail that tells a customer what was connected, and what to do if it was not them: plain text, and no link in it. Pure; never fails. */
export function renderReceipt(facts: ReceiptFacts): { subject: string; body: string } {
  const { language, integrations, isReconnect, connectedAt } = facts
  const { receipt } = textsOf[language]
  const { one, other, again } = receipt.done
  const parties = renderParties(facts)
  const done = isReconnect ? again : integrations.length === 1 ? one : other
  const values = {
    ...parties,
    done: fillText(done, { ...parties, when: tellAt(connectedAt, facts) }),
    contact: parties['agent.firstName'] || parties.company || receipt.nobody,
  }
  return {
    subject: toSubjectLine(fillTemplate(receipt.subject, values)),
    body: fillTemplate(receipt.body, values),
  }
}
