'use client'

import { type RefObject, Suspense } from 'react'

import type { Choice } from '@/components/integrations/choices'
import { FailureText } from '@/components/kit/failure-text.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { Notice } from '@/components/kit/notice.client'
import { SubmitLink } from '@/components/links/form/submit-link.client'
import type { FailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'
import type { LiveLinkView } from '@/lib/links/view'

const { Part: CustomerStatusNotice } = lazyPart(() =>
  import('@/components/links/form/customer-status.client').then((module) => module.CustomerStatusNotice),
)

const { Part: NewLinkButton } = lazyPart(() =>
  import('@/components/links/form/after-first.client').then((module) => module.NewLinkButton),
)

/** What the form as a whole has to say. A new sign-in happens in another tab: what was typed stays in this one. */
export function FormFailure({ failure }: { failure: FailureView }) {
  return (
    <Notice tone="failure" role="alert" data-form-notice tabIndex={-1}>
      <FailureText failure={failure} />
      {failure.code === 'signed_out' && (
        <>
          {' '}
          <a href={routes.signIn()} target="_blank" rel="noreferrer" className="underline underline-offset-2">
            Sign in in a new tab
          </a>
        </>
      )}
    </Notice>
  )
}

/** The new link for a browser without JavaScript, where no card can be drawn; a browser with it does not load this. */
export function CreatedWithoutScript({ created }: { created: LiveLinkView }) {
  return (
    <noscript>
      {typeof window === 'undefined' && (
        <p className="rounded-lg border border-hairline bg-surface p-3 break-all">
          The link is made. Hand it over before it expires:{' '}
          <a href={created.url ?? undefined} className="font-mono text-sm underline">
            {created.url}
          </a>
        </p>
      )}
    </noscript>
  )
}

type FormFooterProps = {
  form: RefObject<HTMLFormElement | null>
  chosen: Choice[]
  isInUse: boolean
  isPending: boolean
  news: string
  openId: string | null
  onIntent: () => void
  onNewLink: (() => void) | undefined
}

/** The form's buttons, and beside them what the customer has already: it comes and goes without moving them. */
export function FormFooter({ onNewLink, onIntent, isInUse, isPending, ...notice }: FormFooterProps) {
  return (
    // As high as with "New link" and with what is said of a customer, so that nothing below moves when these come.
    <div className="flex min-h-[calc(2*var(--control)+1.5rem)] items-start justify-end gap-3">
      <div className="min-w-0 flex-1">
        <Suspense>{isInUse && <CustomerStatusNotice {...notice} isBusy={isPending} />}</Suspense>
      </div>
      <div className="flex w-40 shrink-0 flex-col gap-2">
        <SubmitLink text="Create link" isPending={isPending} onIntent={onIntent} />
        <Suspense>{onNewLink && <NewLinkButton onPress={onNewLink} />}</Suspense>
      </div>
    </div>
  )
}
