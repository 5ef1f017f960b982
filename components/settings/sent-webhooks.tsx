import { SentTable } from '@/components/settings/sent-table'
import { Notice } from '@/components/ui/notice'
import type { StatusActions } from '@/lib/core/desk-status'
import type { OutgoingView } from '@/lib/core/sent-webhook'

type SentWebhooksProps = {
  /** Of the receiver; null for none. */
  origin: string | null
  outgoing: OutgoingView
  sendAgain: StatusActions['sendAgain']
}

/** The webhooks that the desk sends when a link ends, and what became of the last ones. */
export function SentWebhooks({ origin, outgoing, sendAgain }: SentWebhooksProps) {
  const { webhooks } = outgoing
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">Webhooks sent</h3>
      {origin === null ? (
        <Notice>
          With <code className="font-mono text-xs">DESK_WEBHOOK_URL</code> and{' '}
          <code className="font-mono text-xs">DESK_WEBHOOK_SECRET</code> the desk tells a tool of yours when a
          link is connected, expired or revoked, or when a connection came that nobody expected.
        </Notice>
      ) : (
        <p className="text-muted">
          To <code className="font-mono text-xs break-all text-ink">{origin}</code>, when a link ends or
          raises an alarm.{webhooks.length === 0 && ' Nothing was sent so far.'}
        </p>
      )}
      {webhooks.length > 0 && <SentTable webhooks={webhooks} {...(origin === null ? {} : { sendAgain })} />}
    </div>
  )
}
