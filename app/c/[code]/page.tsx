import type { Metadata } from 'next'

import { CustomerFrame } from '@/components/handoff/frame'
import { Connect, Done, Ended, titleOf, Welcome } from '@/components/handoff/pages'
import { Check } from '@/components/handoff/questions'
import { partiesOf } from '@/components/handoff/said'
import { Notice } from '@/components/kit/notice.client'
import { fillText } from '@/lib/core/language'
import { type CustomerPage, refusedReasons } from '@/lib/visits/view'

import { openWithWords } from '../open-with-words'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ answer?: unknown; refused?: unknown }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page, said } = await openWithWords((await params).code)
  return { title: { absolute: titleOf(page, said) } }
}

/** A hand-off link, as its customer sees it. Looking changes nothing, whoever looks. */
export default async function HandoffPage({ params, searchParams }: Props) {
  const { page, said, company } = await openWithWords((await params).code)
  const { answer, refused } = await searchParams
  const why = refusedReasons.find((one) => one === refused)
  if (page === null)
    return (
      <CustomerFrame company={company} title={titleOf(page, said)}>
        <p>{said.texts.tooMany}</p>
      </CustomerFrame>
    )
  return (
    <CustomerFrame company={company} title={titleOf(page, said)}>
      {why && page.kind !== 'unknown' && (
        <Notice tone="failure">{fillText(said.texts[why], partiesOf(page.facts, said))}</Notice>
      )}
      <Body page={page} said={said} answer={answer} needsLink={why === 'needs_link'} />
    </CustomerFrame>
  )
}

type BodyProps = {
  page: CustomerPage
  said: Awaited<ReturnType<typeof openWithWords>>['said']
  answer: unknown
  needsLink: boolean
}

function Body({ page, said, answer, needsLink }: BodyProps) {
  if (page.kind === 'welcome') return <Welcome page={page} said={said} />
  if (page.kind === 'check') return <Check page={page} said={said} answer={answer} />
  if (page.kind === 'connect') return <Connect page={page} said={said} needsLink={needsLink} />
  if (page.kind === 'done') return <Done page={page} said={said} />
  if (page.kind === 'ended') return <Ended page={page} said={said} />
  return <p>{said.texts.unknownText}</p>
}
