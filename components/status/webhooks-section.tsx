import { Notice } from '@/components/kit/notice.client'
import { Section } from '@/components/kit/section'
import { Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { SentWebhooks } from '@/components/status/sent-webhooks'
import type { DeliveryView, DeskFacts, DeskStatus, StatusActions } from '@/lib/status/view'
import { refusedText } from '@/lib/status/words'

/** The last webhooks, newest first. */
export function DeliveriesTable({ deliveries }: { deliveries: DeliveryView[] }) {
  return (
    <DataTable label="Webhook deliveries" columns={['Time', 'Type', 'Operation', 'Integration', 'Outcome']}>
      {deliveries.map((delivery) => (
        <Row key={delivery.id}>
          <Cell className="text-muted">
            <LocalMoment at={delivery.receivedAt} />
          </Cell>
          <Cell className="font-mono text-xs">{delivery.type}</Cell>
          <Cell className="font-mono text-xs max-md:empty:hidden">
            {delivery.operation}
            {delivery.isSuccess === false && ' (failed)'}
          </Cell>
          <Cell className="font-mono text-xs max-md:empty:hidden">{delivery.integrationKey}</Cell>
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
          <code className="font-mono text-xs">NANGO_WEBHOOK_SIGNING_KEY</code> is not set, so webhooks are
          refused. Connections are still found, by asking Nango; it takes up to a minute longer.
        </Notice>
      )}
      {refused > 0 && (
        <Notice tone="warning">
          {refusedText(refused)} Compare <code className="font-mono text-xs">NANGO_WEBHOOK_SIGNING_KEY</code>{' '}
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
          Set a webhook URL to <code className="font-mono text-xs break-all">{url}</code>. Nango takes two;
          the other one may stay with your product.
        </li>
        <li>
          Switch on the webhook for new connections (
          <code className="font-mono text-xs">on_auth_creation</code>). It is off on a fresh self-hosted
          Nango.
        </li>
        <li>
          Copy the signing key into <code className="font-mono text-xs">NANGO_WEBHOOK_SIGNING_KEY</code>.
        </li>
      </ol>
    </Notice>
  )
}

type WebhooksSectionProps = {
  facts: DeskFacts
  status: DeskStatus
  sendAgain: StatusActions['sendAgain']
}

/** The webhooks that Nango sends here, and those that the desk sends on. */
export function WebhooksSection({ facts, status, sendAgain }: WebhooksSectionProps) {
  return (
    <Section title="Webhooks">
      <div className="flex flex-col gap-6">
        <WebhookStatus facts={facts} deliveries={status.deliveries} refused={status.refusedWebhooks} />
        <SentWebhooks origin={facts.receiverOrigin} outgoing={status.outgoing} sendAgain={sendAgain} />
      </div>
    </Section>
  )
}
