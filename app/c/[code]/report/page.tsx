import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { CustomerFrame } from '@/components/handoff/frame'
import { Report } from '@/components/handoff/questions'
import { partiesOf } from '@/components/handoff/said'
import { customerRoutes } from '@/lib/core/desk-routes'
import { fillText } from '@/lib/core/language'

import { openWithWords } from '../../open-with-words'

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ done?: unknown }> }

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { texts } = (await openWithWords((await params).code)).said
  const isDone = (await searchParams).done !== undefined
  return { title: { absolute: isDone ? texts.thanksTitle : texts.reportTitle } }
}

/** Where somebody says that they did not expect the link; asks once more, because machines press every button. */
export default async function ReportPage({ params, searchParams }: Props) {
  const { code } = await params
  const { page, said, company } = await openWithWords(code)
  const { texts } = said
  if (page === null || page.kind === 'unknown') redirect(customerRoutes.page(code))
  if ((await searchParams).done !== undefined)
    return (
      <CustomerFrame company={company} title={texts.thanksTitle}>
        <p>{fillText(texts.thanksText, partiesOf(page.facts, said))}</p>
      </CustomerFrame>
    )
  return (
    <CustomerFrame company={company} title={texts.reportTitle}>
      <Report facts={page.facts} said={said} />
    </CustomerFrame>
  )
}
