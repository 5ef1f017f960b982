'use client'

import { NewLinkButton } from '@/components/link-form/form-footer'
import { CardSlot } from '@/components/new-link/card-slot.client'
import type { Desk } from '@/components/new-link/use-desk'
import { Button } from '@/components/ui/button'
import type { LinkActions } from '@/lib/core/answers'
import type { LinkView } from '@/lib/core/link-view'

type DeskCardProps = {
  desk: Desk
  canMake: boolean
  actions: LinkActions
  onChange: (link: LinkView) => void
}

/** The card's side of the desk, as long as there is a link at hand. */
export function DeskCard({ desk, canMake, actions, onChange }: DeskCardProps) {
  const { shown, isFormInFront } = desk
  if (!shown) return null
  return (
    <div className={isFormInFront ? 'max-split:hidden' : ''}>
      <div className="mb-4 flex justify-between gap-2 split:hidden">
        <Button onClick={desk.bringForm}>Back to the form</Button>
        {canMake && <NewLinkButton onPress={desk.newLink} />}
      </div>
      <CardSlot
        key={shown.live.link.id}
        initial={shown.live}
        actions={actions}
        takesFocus={shown.takesFocus}
        onRenewed={desk.renewed}
        onChange={onChange}
        // The way to a new link stands beside the form, or above the card where that takes the form's place.
        {...(canMake && { onSameCustomer: desk.sameCustomer })}
      />
    </div>
  )
}
