'use client'

import { type ReactNode, startTransition, Suspense, useCallback, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { PageTitle } from '@/components/kit/page.client'
import { LazyLinkCard, preloadCard } from '@/components/links/card/slot.client'
import { preloadLines, TodayList, type TodayProps } from '@/components/links/desk/today-list.client'
import { type Desk, useDesk } from '@/components/links/desk/use-desk'
import { LinkForm } from '@/components/links/form/link-form.client'
import { useNews } from '@/components/links/news.client'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/integrations/view'
import type { FormStart } from '@/lib/links/schema/form'
import type { LinkView, LiveLinkView } from '@/lib/links/view'

const { Part: BesideCard, preload: preloadBeside } = lazyPart(() =>
  import('@/components/links/desk/beside-card.client').then((module) => module.BesideCard),
)

/** Fetches what a link needs beside the form, so that it stands ready when there is one. */
const prepare = () => {
  preloadCard()
  preloadBeside()
  preloadLines()
}

/** This person's links as the server sent them, with what this page has learned since, and what the desk told it. */
const useToday = (initial: LinkView[]) => {
  const news = useNews()
  const [known, setKnown] = useState({ initial, links: initial })
  const links = known.initial === initial ? known.links : initial
  const learn = useCallback(
    (link: LinkView) =>
      // What the server sent stays until the code of the lines is there.
      startTransition(() =>
        setKnown((before) => {
          const list = before.initial === initial ? before.links : initial
          const others = list.map((one) => (one.id === link.id ? link : one))
          if (others.includes(link)) return { initial, links: others }
          return link.isMine ? { initial, links: [link, ...others] } : before
        }),
      ),
    [initial],
  )
  // What the page knows of a link stands behind what it was told, and counts.
  return { links: [...news, ...links], learn }
}

type DeskFormProps = {
  desk: Desk
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  canCreate: boolean
  /** What whoever cannot is told. */
  refusal: ReactNode
  /** Changes with every link of today. */
  news: string
  pageFields: ReactNode
}

/** The form's side of the desk; on a narrow screen the card takes its place and gives it back. */
function DeskForm({
  desk,
  catalogue,
  catalogueFailure,
  canCreate,
  refusal,
  news,
  pageFields,
}: DeskFormProps) {
  const { shown, form, isFormInFront } = desk
  return (
    <div className={shown && !isFormInFront ? 'max-split:hidden' : ''} onSubmit={desk.beginCopy}>
      <p aria-live="polite" className="sr-only">
        {form.round.undo?.text}
      </p>
      {shown && (
        <Button data-other-side onClick={desk.bringCard} className="mb-4 w-full split:hidden">
          Back to the link
        </Button>
      )}
      {canCreate ? (
        <LinkForm
          key={form.number}
          catalogue={catalogue}
          catalogueFailure={catalogueFailure}
          pageFields={pageFields}
          round={form.round}
          onCreated={desk.show}
          onIntent={prepare}
          onNewLink={desk.newLink}
          openId={shown?.openId ?? null}
          news={news}
        />
      ) : (
        refusal
      )}
    </div>
  )
}

type DeskCardProps = {
  desk: Desk
  canCreate: boolean
  onChange: (link: LinkView) => void
}

/** The card's side of the desk, as long as there is a link at hand. */
function DeskCard({ desk, canCreate, onChange }: DeskCardProps) {
  const { shown, isFormInFront } = desk
  if (!shown) return null
  return (
    <div className={isFormInFront ? 'max-split:hidden' : ''}>
      <Suspense>
        <BesideCard
          servedId={shown.live.link.customer.id}
          isFormInFront={isFormInFront}
          onForm={desk.bringForm}
          onNewLink={canCreate ? desk.newLink : null}
        />
      </Suspense>
      <LazyLinkCard
        key={shown.live.link.id}
        initial={shown.live}
        takesFocus={shown.takesFocus}
        copying={shown.copying}
        onRenewed={desk.renewed}
        onChange={onChange}
        // The way to a new link stands beside the form, or above the card where that takes the form's place.
        {...(canCreate && { onSameCustomer: desk.sameCustomer })}
      />
    </div>
  )
}

type NewLinkDeskProps = {
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  links: LinkView[]
  opened: LiveLinkView | null
  start: FormStart
  today: TodayProps
  intentKey: string
  canCreate: boolean
  /** For the form. */
  pageFields: ReactNode
  /** For whoever has made no link yet, and for whoever may make none. */
  texts: { first: string; refusal: ReactNode }
}

/** The page that a support agent lives on: the form, the card of the link at hand, and today's links. */
export function NewLinkDesk(props: NewLinkDeskProps) {
  const { catalogue, catalogueFailure, opened, intentKey, canCreate, pageFields, texts } = props
  const desk = useDesk(opened, props.start, { intentKey, staffId: props.today.staffId })
  const today = useToday(props.links)
  const { shown } = desk
  // Stays as the page came: what goes with the first link would move all below it.
  const [isFirst] = useState(canCreate && props.links.length === 0 && opened === null)
  const news = today.links.map(({ id, state }) => `${id} ${state}`).join()
  const hasList = canCreate || today.links.length > 0
  return (
    <>
      <PageTitle about={isFirst && texts.first}>New link</PageTitle>
      <div className="grid items-start gap-6 split:grid-cols-[minmax(0,30rem)_minmax(0,1fr)] split:gap-8">
        <DeskForm
          desk={desk}
          catalogue={catalogue}
          catalogueFailure={catalogueFailure}
          pageFields={pageFields}
          canCreate={canCreate}
          refusal={texts.refusal}
          news={news}
        />
        <div className="flex min-w-0 flex-col gap-6">
          <DeskCard desk={desk} canCreate={canCreate} onChange={today.learn} />
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
