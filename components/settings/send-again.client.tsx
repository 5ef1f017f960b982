'use client'

import { useRouter } from 'next/navigation'

import { useAnswer } from '@/components/link-card/use-answer'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import type { StatusActions } from '@/lib/core/desk-status'
import type { SentWebhookView } from '@/lib/core/sent-webhook'

type SendAgainProps = { webhook: SentWebhookView; sendAgain: StatusActions['sendAgain'] }

/** Has a webhook sent again. */
export function SendAgain({ webhook, sendAgain }: SendAgainProps) {
  const router = useRouter()
  const { run, isPending, message } = useAnswer(
    () => sendAgain(webhook.id),
    () => router.refresh(),
  )
  return (
    <>
      <Button
        look="link"
        className="h-8! max-md:-ml-3 pointer-coarse:h-control!"
        aria-label={`Send ${webhook.type} of link ${webhook.linkId} again`}
        aria-busy={isPending}
        aria-disabled={isPending}
        onClick={run}
      >
        {isPending ? 'Sending…' : 'Send again'}
      </Button>
      {message && (
        <div role="alert">
          <FieldError>{message}</FieldError>
        </div>
      )}
    </>
  )
}
