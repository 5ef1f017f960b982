'use client'

import { DeskCard } from '@/components/new-link/desk-card.client'
import { DeskForm } from '@/components/new-link/desk-form.client'
import { TodayList, type TodayProps } from '@/components/new-link/today-list.client'
import { useDesk } from '@/components/new-link/use-desk'
import { useToday } from '@/components/new-link/use-today'
import { PageTitle } from '@/components/shell/page-title'
import type { CreateLinkAction, LinkActions } from '@/lib/core/answers'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/core/integration'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'

type NewLinkDeskProps = {
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  links: LinkView[]
  opened: LiveLinkView | null
  /** An earlier link whose customer and integrations the form begins with. */
  like: LinkView | null
  today: TodayProps
  intentKey: string
  canMake: boolean
  createLink: CreateLinkAction
  actions: LinkActions
}

/** The page that a support agent lives on: the form, the card of the link at hand, and today's links. */
export function NewLinkDesk(props: NewLinkDeskProps) {
  const { catalogue, catalogueFailure, opened, intentKey, canMake, createLink, actions } = props
  const desk = useDesk(opened, props.like, intentKey)
  const today = useToday(props.links)
  const { shown } = desk
  const news = today.links.map(({ id, state }) => `${id} ${state}`).join()
  const hasList = canMake || today.links.length > 0
  return (
    <>
      <PageTitle>New link</PageTitle>
      <div className="grid items-start gap-6 split:grid-cols-[minmax(0,30rem)_minmax(0,1fr)] split:gap-8">
        <DeskForm
          desk={desk}
          catalogue={catalogue}
          catalogueFailure={catalogueFailure}
          canMake={canMake}
          news={news}
          createLink={createLink}
        />
        <div className="flex min-w-0 flex-col gap-6">
          <DeskCard desk={desk} canMake={canMake} actions={actions} onChange={today.learn} />
          {hasList && (
            <TodayList
              today={props.today}
              links={today.links}
              openId={shown?.openId ?? null}
              onNews={today.learn}
            />
          )}
        </div>
      </div>
    </>
  )
}
