import { Mark, type Tone } from '@/components/kit/badge.client'
import { Id, Name } from '@/components/kit/name.client'
import { Notice } from '@/components/kit/notice.client'
import { Section } from '@/components/kit/section/section'
import { actionsColumn, Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { LinkByEnd } from '@/components/links/link-by-end'
import { SendAgain } from '@/components/status/actions.client'
import type { DeskFacts, DeskStatus } from '@/lib/status/view'
import { refusedText } from '@/lib/status/words'
import {
  type DeliveryView,
  type OutgoingView,
  type SentWebhookState,
  type SentWebhookView,
  sentWebhookWords,
} from '@/lib/webhooks/view'

/** The last webhooks, newest first. */
function DeliveriesTable({ deliveries }: { deliveries: DeliveryView[] }) {
  return (
    <DataTable label="Webhook deliveries" columns={['Time', 'Type', 'Operation', 'Integration', 'Outcome']}>
      {deliveries.map((delivery) => (
        <Row key={delivery.id}>
          <Cell className="text-muted">
            <LocalMoment at={delivery.receivedAt} />
          </Cell>
          <Cell>
            <Id>{delivery.type}</Id>
          </Cell>
          <Cell className="font-mono text-xs max-md:empty:hidden">
            {delivery.operation && <Name>{delivery.operation}</Name>}
            {delivery.isSuccess === false && ' (failed)'}
          </Cell>
          <Cell className="max-md:empty:hidden">
            {delivery.integrationKey && <Id>{delivery.integrationKey}</Id>}
          </Cell>
          <Cell>{delivery.outcome}</Cell>
        </Row>
      ))}
    </DataTable>
  )
}

type WebhookStatusProps = {
  facts: DeskFacts
  deliveries: DeliveryView[]
  /** How many of the last 24 hours bore no signature that fits. */
  refused: number
}

/** Whether Nango's webhooks can come in, and those that came. */
export function WebhookStatus({ facts, deliveries, refused }: WebhookStatusProps) {
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">Webhooks from Nango</h3>
      {!facts.hasSigningKey && (
        <Notice tone="warning">
          <code translate="no" className="font-mono text-xs">
            NANGO_WEBHOOK_SIGNING_KEY
          </code>{' '}
          is not set, so webhooks are refused. Connections are still found, by asking Nango; it takes up to a
          minute longer.
        </Notice>
      )}
      {refused > 0 && (
        <Notice tone="warning">
          {refusedText(refused)} Compare{' '}
          <code translate="no" className="font-mono text-xs">
            NANGO_WEBHOOK_SIGNING_KEY
          </code>{' '}
          with Nango’s Environment Settings. If it is, strangers send them; nothing of them is kept.
        </Notice>
      )}
      {deliveries.length > 0 ? (
        <DeliveriesTable deliveries={deliveries} />
      ) : (
        <NoneYet url={facts.webhookUrl} />
      )}
    </div>
  )
}

/** Both are off, or empty, on a fresh self-hosted Nango. */
function NoneYet({ url }: { url: string }) {
  return (
    <Notice>
      <p className="font-medium">No webhook seen yet</p>
      <p className="mt-1">In Nango, under Environment Settings → Webhooks:</p>
      <ol className="mt-1 list-decimal pl-5">
        <li>
          Set a webhook URL to{' '}
          <code translate="no" className="font-mono text-xs break-all">
            {url}
          </code>
          . Nango takes two; the other one may stay with your product.
        </li>
        <li>
          Switch on the webhook for new connections (
          <code translate="no" className="font-mono text-xs">
            on_auth_creation
          </code>
          ). It is off on a fresh self-hosted Nango.
        </li>
        <li>
          Copy the signing key into{' '}
          <code translate="no" className="font-mono text-xs">
            NANGO_WEBHOOK_SIGNING_KEY
          </code>
          .
        </li>
      </ol>
    </Notice>
  )
}

type SentTableProps = {
  webhooks: SentWebhookView[]
  /** Whether there is a receiver. */
  canSend: boolean
}

const sentColumns = ['When', 'Type', 'Link', 'Attempts', 'Last answer', 'State', actionsColumn]

/** The last webhooks that the desk sent, newest first. */
function SentTable({ webhooks, canSend }: SentTableProps) {
  return (
    <DataTable label="Webhooks sent" columns={sentColumns}>
      {webhooks.map((webhook) => (
        <Row key={webhook.id}>
          <Cell className="text-muted">
            <LocalMoment at={webhook.createdAt} />
          </Cell>
          <Cell>
            <Id>{webhook.type}</Id>
          </Cell>
          <Cell className="font-mono text-xs">
            <LinkByEnd id={webhook.linkId} />
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
            {canSend && <SendAgain webhook={webhook} />}
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}

const sentTones: Record<SentWebhookState, Tone> = {
  waiting: { icon: 'clock', tone: 'text-status-waiting' },
  delivered: { icon: 'checkCircle', tone: 'text-status-connected' },
  given_up: { icon: 'alert', tone: 'text-status-failed' },
}

function SentState({ webhook: { state, nextAttemptAt } }: { webhook: SentWebhookView }) {
  return (
    <Mark {...sentTones[state]}>
      {sentWebhookWords[state]}
      {nextAttemptAt && (
        <span className="text-muted">
          next <LocalMoment at={nextAttemptAt} />
        </span>
      )}
    </Mark>
  )
}

type SentWebhooksProps = {
  /** Of the receiver; null for none. */
  origin: string | null
  outgoing: OutgoingView
}

/** The webhooks that the desk sends when a link ends, and what became of the last ones. */
function SentWebhooks({ origin, outgoing }: SentWebhooksProps) {
  const { webhooks } = outgoing
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">Webhooks sent</h3>
      {origin === null ? (
        <Notice>
          With{' '}
          <code translate="no" className="font-mono text-xs">
            DESK_WEBHOOK_URL
          </code>{' '}
          and{' '}
          <code translate="no" className="font-mono text-xs">
            DESK_WEBHOOK_SECRET
          </code>{' '}
          the desk tells a tool of yours when a link is connected, expired or revoked, or when a connection
          came that nobody expected.
        </Notice>
      ) : (
        <p className="text-muted">
          To{' '}
          <code translate="no" className="font-mono text-xs break-all text-ink">
            {origin}
          </code>
          , when a link ends or raises an alarm.{webhooks.length === 0 && ' Nothing was sent so far.'}
        </p>
      )}
      {webhooks.length > 0 && <SentTable webhooks={webhooks} canSend={origin !== null} />}
    </div>
  )
}

type WebhooksSectionProps = { facts: DeskFacts; status: DeskStatus }

/** The webhooks that Nango sends here, and those that the desk sends on. */
export function WebhooksSection({ facts, status }: WebhooksSectionProps) {
  return (
    <Section title="Webhooks">
      <div className="flex flex-col gap-6">
        <WebhookStatus facts={facts} deliveries={status.deliveries} refused={status.refusedWebhooks} />
        <SentWebhooks origin={facts.receiverOrigin} outgoing={status.outgoing} />
      </div>
    </Section>
  )
}
