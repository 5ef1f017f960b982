import type { CustomerPageTexts } from '@/components/handoff/texts/en'
import { fillText, type Language } from '@/lib/core/language'
import type { CustomerPage, PageFacts } from '@/lib/visits/view'

/** The words of a customer's page, and whose page it is. */
export type Said = { texts: CustomerPageTexts; language: Language; company: string | null }

/** One kind of page. */
export type PageOf<Kind extends CustomerPage['kind']> = Extract<CustomerPage, { kind: Kind }>

/** Who asks, as far as it is known: the agent, the company, or both. */
function whoOf({ agent }: Pick<PageFacts, 'agent'>, { texts, company }: Said): string {
  if (agent && company) return fillText(texts.from, { agent, company })
  return agent ?? company ?? texts.somebody
}

/** What fills the places of a text that name who asks, and whom the customer can turn to. */
export function partiesOf(facts: Pick<PageFacts, 'agent'>, said: Said) {
  const who = whoOf(facts, said)
  const agent = facts.agent ?? said.company ?? said.texts.somebody
  return { who, agent, Who: begin(who, said), Agent: begin(agent, said) }
}

/** A name stays as it is where a sentence begins with it. */
const begin = (who: string, { texts }: Said) =>
  who === texts.somebody ? `${who.charAt(0).toUpperCase()}${who.slice(1)}` : who
