'use client'

import { useRef } from 'react'

import { Button } from '@/components/kit/button.client'
import { useCopy } from '@/components/kit/copy.client'
import { FieldError } from '@/components/kit/field.client'
import { useRefreshingAnswer } from '@/components/kit/use-answer.client'
import { checkAgainAction } from '@/lib/status/actions'
import { sendAgainAction } from '@/lib/webhooks/actions'
import type { SentWebhookView } from '@/lib/webhooks/view'

/** Takes the checklist along as text, and asks Nango anew. */
export function ChecklistActions({ text }: { text: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const { outcome, copy } = useCopy(
    text,
    () => {},
    () => requestAnimationFrame(() => field.current?.select()),
  )
  const { run, isPending, message } = useRefreshingAnswer(checkAgainAction)
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <Button variant="quiet" onClick={() => void copy()}>
        {outcome.state === 'copied' ? 'Copied' : 'Copy as text'}
      </Button>
      <Button isPending={isPending} pendingText="Checking…" onClick={run}>
        Check again
      </Button>
      <output className="sr-only">{outcome.state === 'copied' && 'Copied.'}</output>
      {message && (
        <div role="alert" className="basis-full">
          <FieldError>{message}</FieldError>
        </div>
      )}
      {outcome.state === 'refused' && (
        <textarea
          ref={field}
          readOnly
          aria-label="The checklist as text"
          value={text}
          rows={6}
          className="basis-full rounded-lg border border-control-line bg-surface p-2 font-mono text-xs"
        />
      )}
    </div>
  )
}

/** Has a webhook sent again. */
export function SendAgain({ webhook }: { webhook: SentWebhookView }) {
  const { run, isPending, message } = useRefreshingAnswer(() => sendAgainAction(webhook.id))
  return (
    <>
      <Button
        variant="link"
        className="h-8! max-md:-ml-3 pointer-coarse:h-control!"
        aria-label={`Send ${webhook.type} of link ${webhook.linkId} again`}
        isPending={isPending}
        pendingText="Sending…"
        onClick={run}
      >
        Send again
      </Button>
      {message && (
        <div role="alert">
          <FieldError>{message}</FieldError>
        </div>
      )}
    </>
  )
}
