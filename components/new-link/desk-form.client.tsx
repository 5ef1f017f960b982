'use client'

import { LinkForm } from '@/components/link-form/link-form.client'
import { preloadCard } from '@/components/new-link/card-slot.client'
import type { Desk } from '@/components/new-link/use-desk'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { CreateLinkAction } from '@/lib/core/answers'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/core/integration'

type DeskFormProps = {
  desk: Desk
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  canMake: boolean
  /** Changes with every link of today. */
  news: string
  createLink: CreateLinkAction
}

/** The form's side of the desk; on a narrow screen the card takes its place and gives it back. */
export function DeskForm({ desk, catalogue, catalogueFailure, canMake, news, createLink }: DeskFormProps) {
  const { shown, form, isFormInFront } = desk
  return (
    <div className={shown && !isFormInFront ? 'max-split:hidden' : ''}>
      <p aria-live="polite" className="sr-only">
        {form.round.undo?.text}
      </p>
      {shown && (
        <Button onClick={desk.bringCard} className="mb-4 w-full split:hidden">
          Back to the link
        </Button>
      )}
      {canMake ? (
        <LinkForm
          key={form.number}
          catalogue={catalogue}
          catalogueFailure={catalogueFailure}
          round={form.round}
          createLink={createLink}
          onMade={desk.show}
          onIntent={preloadCard}
          onNewLink={desk.newLink}
          hasLink={shown !== null}
          news={news}
        />
      ) : (
        <Notice>Your role may look at links but not make them. Ask an admin if you need to.</Notice>
      )}
    </div>
  )
}
