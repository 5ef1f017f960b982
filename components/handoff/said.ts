import type { CustomerPageTexts } from '@/components/handoff/texts/en'
import { fillText, type Language } from '@/lib/core/language'
import type { CustomerPage, PageFacts } from '@/lib/visits/view'

/** The words of a customer's page, and whose page it is. */
export type Said = { texts: CustomerPageTexts; language: Language; company: string | null }

/** One kind of page. */
export type PageOf<Kind extends CustomerPage['kind']> = Extract<CustomerPage, { kind: Kind }>

/** Who asks, as far as it is known: the agent, the company, or both. */
export function whoOf({ agent }: Pick<PageFacts, 'agent'>, { texts, company }: Said): string {
  if (agent && company) return fillText(texts.from, { agent, company })
  return agent ?? company ?? texts.somebody
}

/** Whom the customer can turn to. */
export function agentOf(facts: PageFacts, said: Said): string {
  return facts.agent ?? said.company ?? said.texts.somebody
}
