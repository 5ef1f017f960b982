'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

import { ShareCard } from '@/components/connections/share/card.client'
import { Button } from '@/components/kit/button.client'
import { preloadCard } from '@/components/links/card/slot.client'
import { useCopyAtOnce } from '@/components/links/copy-at-once'
import { focusNext, useFormFillings } from '@/components/links/form/form-state'
import { LinkForm } from '@/components/links/form/link-form.client'
import { PageFields } from '@/components/links/form/page-fields.client'
import { useFirstFilling } from '@/components/presets/first-filling'
import { useChecks } from '@/components/shell/viewer.client'
import { type ConnectedCustomer, toCustomerTexts } from '@/lib/core/customer-fields'
import type { FailureView } from '@/lib/core/failure'
import { newIntentKey } from '@/lib/core/intent-key'
import type { IntegrationCatalogue } from '@/lib/integrations/view'
import type { LinkFormState, LinkFormValues } from '@/lib/links/schema/form'
import type { LiveLinkView } from '@/lib/links/view'

type ConnectPanelProps = {
  customer: ConnectedCustomer | null
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  onOver: (isOver: boolean) => void
}

const beginWith = (customer: ConnectedCustomer | null, base: LinkFormValues): LinkFormState => ({
  intentKey: newIntentKey(),
  values: { ...base, ...(customer && toCustomerTexts(customer)) },
  created: null,
  failure: null,
})

/** The New link form, and in its place the card of the link that it created. */
export function ConnectPanel({ customer, catalogue, catalogueFailure, onOver }: ConnectPanelProps) {
  const checks = useChecks()
  const [live, setLive] = useState<LiveLinkView | null>(null)
  const [copying, setCopying] = useState<Promise<boolean> | null>(null)
  const copy = useCopyAtOnce()
  const [isFormInFront, setIsFormInFront] = useState(true)
  const known = catalogue && !catalogue.stale ? catalogue.integrations.map(({ key }) => key) : null
  const base = useFirstFilling(known)
  const [first] = useState(() => beginWith(customer, base))
  const form = useFormFillings(first, live, setLive, base)
  const show = (created: LiveLinkView) => {
    setLive(created)
    setCopying(copy.settle(created.url))
    setIsFormInFront(false)
    form.forgetKept()
  }
  const beginAgain = (next: ConnectedCustomer | null) => {
    if (!form.clear(beginWith(next, base).values)) return
    setLive(null)
    setIsFormInFront(true)
    onOver(false)
  }
  return (
    <>
      {live && (
        <Button onClick={() => setIsFormInFront(!isFormInFront)} className="mb-4 w-full">
          {isFormInFront ? 'Back to the link' : 'Back to the form'}
        </Button>
      )}
      <p aria-live="polite" className="sr-only">
        {form.round.undo?.text}
      </p>
      <FormPlace key={form.number} isShown={isFormInFront} onSubmit={copy.begin}>
        <LinkForm
          catalogue={catalogue}
          catalogueFailure={catalogueFailure}
          pageFields={<PageFields checks={checks} />}
          round={form.round}
          onCreated={show}
          onIntent={preloadCard}
          onNewLink={() => beginAgain(null)}
          openId={live?.link.id ?? null}
        />
      </FormPlace>
      {live && (
        <div className={isFormInFront ? 'hidden' : ''}>
          <ShareCard
            key={live.link.id}
            live={live}
            copying={copying}
            onOver={onOver}
            onNewLink={() => beginAgain(null)}
            onSameCustomer={(link) => beginAgain(link.customer)}
          />
        </div>
      )}
    </>
  )
}

type FormPlaceProps = { isShown: boolean; onSubmit: () => void; children: ReactNode }

/** Takes the focus once, when its form is fresh. */
function FormPlace({ isShown, onSubmit, children }: FormPlaceProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => focusNext(place.current, false), [])
  return (
    <div ref={place} className={isShown ? '' : 'hidden'} onSubmit={onSubmit}>
      {children}
    </div>
  )
}
