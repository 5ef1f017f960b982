import { Section } from '@/components/settings/section'
import { SentWebhooks } from '@/components/settings/sent-webhooks'
import { WebhookStatus } from '@/components/settings/webhook-status'
import type { DeskFacts, DeskStatus, StatusActions } from '@/lib/core/desk-status'

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
