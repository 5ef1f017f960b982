import { type RefObject, Suspense } from 'react'

import { StandingNotice } from '@/components/link-form/late-parts.client'
import { SubmitLink } from '@/components/link-form/submit-link.client'
import type { Choice } from '@/components/link-form/to-choices'
import { Button } from '@/components/ui/button'

type FormFooterProps = {
  form: RefObject<HTMLFormElement | null>
  chosen: Choice[]
  isInUse: boolean
  isPending: boolean
  news: string
  onIntent: () => void
  onNewLink: (() => void) | undefined
}

/** The form's buttons, and beside them what the customer has already: it comes and goes without moving them. */
export function FormFooter({ onNewLink, onIntent, isInUse, isPending, ...standing }: FormFooterProps) {
  return (
    <div className="flex items-start justify-end gap-3">
      <div className="min-w-0 flex-1">
        <Suspense>{isInUse && <StandingNotice {...standing} isBusy={isPending} />}</Suspense>
      </div>
      <div className="flex w-40 shrink-0 flex-col gap-2">
        <SubmitLink isPending={isPending} onIntent={onIntent} />
        {onNewLink && <NewLinkButton onPress={onNewLink} />}
      </div>
    </div>
  )
}

/** Empties the form for the next customer. */
export function NewLinkButton({ onPress, className = '' }: { onPress: () => void; className?: string }) {
  return (
    <Button onClick={onPress} aria-keyshortcuts="N" className={className}>
      New link
      <kbd
        aria-hidden="true"
        className="rounded border border-hairline px-1 font-sans text-xs text-muted pointer-coarse:hidden"
      >
        N
      </kbd>
    </Button>
  )
}
