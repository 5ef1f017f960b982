import { Pair, Pairs, Section } from '@/components/settings/section'
import { WebhookStatus } from '@/components/settings/webhook-status'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { DeskFacts, DeskStatus, RateView } from '@/lib/core/desk-status'

const number = new Intl.NumberFormat('en')

/** How the desk stands with Nango and its database. */
export function StatusSection({ facts, status }: { facts: DeskFacts; status: DeskStatus }) {
  return (
    <Section title="Status">
      <div className="flex flex-col gap-4">
        <Pairs>
          <Pair name="Nango">
            <code className="font-mono text-xs">{facts.nangoHost}</code>
            {facts.isSandbox && ' (the built-in sandbox)'}
          </Pair>
          <Pair name="Rate limit">
            <RateLimit rate={status.rate} />
          </Pair>
          <Pair name="Webhook signing key">{facts.hasSigningKey ? 'Set' : 'Not set'}</Pair>
          <Pair name="Database">{facts.databaseEngine}</Pair>
          <Pair name="Audit log kept">
            {facts.eventDays === null ? 'For ever' : `${number.format(facts.eventDays)} days`}
          </Pair>
          <Pair name="Webhook deliveries kept">{number.format(facts.deliveryDays)} days</Pair>
        </Pairs>
        <WebhookStatus facts={facts} deliveries={status.deliveries} />
      </div>
    </Section>
  )
}

function RateLimit({ rate }: { rate: RateView | null }) {
  if (!rate) return <>Nango has not told one yet.</>
  return (
    <>
      {number.format(rate.remaining)} of {number.format(rate.limit)} requests left
      {rate.resetsAt && (
        <>
          {' '}
          until <LocalMoment at={rate.resetsAt} />
        </>
      )}
      .{rate.isResting && ' Background checks rest until then, to leave the rest to people.'}
    </>
  )
}
