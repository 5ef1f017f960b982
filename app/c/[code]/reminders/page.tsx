import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { ActForm, wideClass } from '@/components/handoff/act-form.client'
import { CustomerFrame } from '@/components/handoff/frame'
import { Button } from '@/components/kit/button.client'
import { customerRoutes } from '@/lib/core/desk-routes'

import { openWithWords } from '../../open-with-words'

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ done?: unknown }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: { absolute: (await openWithWords((await params).code)).said.texts.remindersTitle } }
}

/** Where somebody stops the reminders of a link. Looking changes nothing, because machines open every address. */
export default async function RemindersPage({ params, searchParams }: Props) {
  const { code } = await params
  const { page, said, company } = await openWithWords(code)
  const { texts } = said
  if (page === null || page.kind === 'unknown') redirect(customerRoutes.page(code))
  const isDone = (await searchParams).done !== undefined
  return (
    <CustomerFrame company={company} title={texts.remindersTitle}>
      {isDone ? (
        <p>{texts.remindersStopped}</p>
      ) : (
        <ActForm action={customerRoutes.unsubscribe(customerRoutes.page(code))} what="stop">
          <p className="mb-4">{texts.remindersText}</p>
          <Button type="submit" variant="primary" className={wideClass}>
            {texts.remindersStop}
          </Button>
        </ActForm>
      )}
    </CustomerFrame>
  )
}
