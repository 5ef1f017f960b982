import { headers } from 'next/headers'

import type { Company } from '@/components/handoff/frame'
import type { Said } from '@/components/handoff/said'
import { textsOf } from '@/components/handoff/texts/all'
import { preferredLanguage } from '@/lib/core/language'
import { settings } from '@/lib/settings/env'
import type { CustomerPage } from '@/lib/visits/view'

/** The words of a customer's page: in the language of the link, else in that of the browser. */
export async function customerSays(page: CustomerPage | null): Promise<{ said: Said; company: Company }> {
  const chosen = page === null || page.kind === 'unknown' ? null : page.facts.language
  const language = chosen ?? preferredLanguage((await headers()).get('accept-language'))
  const { name, logo } = settings().company
  return {
    said: { language, texts: textsOf[language], company: name },
    company: { name, logoVersion: logo?.version ?? null },
  }
}
