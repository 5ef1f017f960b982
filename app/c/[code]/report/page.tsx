import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { CustomerFrame } from '@/components/handoff/frame'
import { Report } from '@/components/handoff/questions'
import { partiesOf } from '@/components/handoff/said'
import { customerRoutes } from '@/lib/core/desk-routes'
import { fillText } from '@/lib/core/language'
import { openCustomerPage } from '@/lib/guards/customer'

import { customerSays } from '../../customer-says'

export const metadata: Metadata = { title: { absolute: 'Connect' } }

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ done?: unknown }> }

/** Where somebody says that they did not expect the link; asks once more, because machines press every button. */
export default async function ReportPage({ params, searchParams }: Props) {
  const { code } = await params
  const page = await openCustomerPage(code)
  const { said, company } = await customerSays(page)
  const { texts, language } = said
  if (page === null || page.kind === 'unknown') redirect(customerRoutes.page(code))
  if ((await searchParams).done !== undefined)
    return (
      <CustomerFrame language={language} company={company} title={texts.thanksTitle}>
        <p>{fillText(texts.thanksText, partiesOf(page.facts, said))}</p>
      </CustomerFrame>
    )
  return (
    <CustomerFrame language={language} company={company} title={texts.reportTitle}>
      <Report facts={page.facts} said={said} />
    </CustomerFrame>
  )
}
