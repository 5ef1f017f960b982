import { headers } from 'next/headers'

import type { Said } from '@/components/handoff/said'
import { textsOf } from '@/components/handoff/texts/all'
import { preferredLanguage } from '@/lib/core/language'
import { openCustomerPage } from '@/lib/guards/customer'
import { companyView } from '@/lib/settings/env'
import type { CompanyView } from '@/lib/settings/view'
import type { CustomerPage } from '@/lib/visits/view'

type WithWords = { page: CustomerPage | null; said: Said; company: CompanyView }

/** What a code leads to, and the words of its page: in the language of the link, else in that of the browser. */
export async function openWithWords(code: string): Promise<WithWords> {
  const page = await openCustomerPage(code)
  const chosen = page === null || page.kind === 'unknown' ? null : page.facts.language
  const language = chosen ?? preferredLanguage((await headers()).get('accept-language'))
  const company = companyView()
  return { page, said: { language, texts: textsOf[language], company: company.name }, company }
}
