import { headers } from 'next/headers'

import type { Said } from '@/components/handoff/said'
import { textsOf } from '@/components/handoff/texts/all'
import { preferredLanguage } from '@/lib/core/language'
import { companyView } from '@/lib/settings/env'
import type { CompanyView } from '@/lib/settings/view'
import type { CustomerPage } from '@/lib/visits/view'

/** The words of a customer's page: in the language of the link, else in that of the browser. */
export async function customerSays(page: CustomerPage | null): Promise<{ said: Said; company: CompanyView }> {
  const chosen = page === null || page.kind === 'unknown' ? null : page.facts.language
  const language = chosen ?? preferredLanguage((await headers()).get('accept-language'))
  const company = companyView()
  return { said: { language, texts: textsOf[language], company: company.name }, company }
}
