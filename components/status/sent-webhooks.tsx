import Link from 'next/link'

import { Icon, type IconName } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { actionsColumn, Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { SendAgain } from '@/components/status/actions.client'
import { routes } from '@/lib/core/routes'
import type { StatusActions } from '@/lib/status/view'
import {
  type OutgoingView,
  type SentWebhookState,
  type SentWebhookView,
  sentWebhookWords,
} from '@/lib/webhooks/view'

type SentTableProps = {
  webhooks: SentWebhookView[]
  /** Left out where there is no receiver. */
  sendAgain?: StatusActions['sendAgain']
}

const columns = ['When', 'Type', 'Link', 'Attempts', 'Last answer', 'State', actionsColumn]

/** The last webhooks that the desk sent, newest first. */
export function SentTable({ webhooks, sendAgain }: SentTableProps) {
  return (
    <DataTable label="Webhooks sent" columns={columns}>
      {webhooks.map((webhook) => (
        <Row key={webhook.id}>
          <Cell className="text-muted">
            <LocalMoment at={webhook.createdAt} />
          </Cell>
          <Cell className="font-mono text-xs">{webhook.type}</Cell>
          <Cell className="font-mono text-xs">
            <Link
              href={routes.link(webhook.linkId)}
              prefetch={false}
              aria-label={`Link ${webhook.linkId}`}
              title={webhook.linkId}
              className="text-accent underline underline-offset-2"
            >
              …{webhook.linkId.slice(-8)}
            </Link>
          </Cell>
          <Cell className="tabular-nums">
            {webhook.attempts}
            <span className="md:sr-only"> {webhook.attempts === 1 ? 'attempt' : 'attempts'}</span>
          </Cell>
          <Cell className="max-md:empty:hidden">{webhook.lastAnswer}</Cell>
          <Cell>
            <SentState webhook={webhook} />
          </Cell>
          <Cell className="max-md:empty:hidden md:text-right">
            {sendAgain && <SendAgain webhook={webhook} sendAgain={sendAgain} />}
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}

const looks: Record<SentWebhookState, { icon: IconName; tone: string }> = {
  waiting: { icon: 'clock', tone: 'text-status-waiting' },
  delivered: { icon: 'checkCircle', tone: 'text-status-connected' },
  given_up: { icon: 'alert', tone: 'text-status-failed' },
}

function SentState({ webhook: { state, nextAttemptAt } }: { webhook: SentWebhookView }) {
  const { icon, tone } = looks[state]
  return (
    <span className={`inline-flex flex-wrap items-center gap-x-1.5 ${tone}`}>
      <Icon name={icon} className="size-3.5" />
      {sentWebhookWords[state]}
      {nextAttemptAt && (
        <span className="text-muted">
          next <LocalMoment at={nextAttemptAt} />
        </span>
      )}
    </span>
  )
}

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
