import { Pair } from '@/components/settings/section'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { DeskFacts, DeskStatus } from '@/lib/core/desk-status'

const number = new Intl.NumberFormat('en')

/** What the desk knows without asking anybody. */
export function DeskPairs({ facts, status }: { facts: DeskFacts; status: DeskStatus }) {
  const { database, deliveries, linkOrigin, outgoing } = status
  const last = deliveries[0]
  return (
    <>
      <Pair name="Links lead to">
        {facts.connectOrigin ?? linkOrigin.pinned ?? 'Not known before the first link'}
        {facts.connectOrigin === null && linkOrigin.pinned !== null && ' (learned from the first link)'}
      </Pair>
      <Pair name="Webhook signing key">{facts.hasSigningKey ? 'Set' : 'Not set'}</Pair>
      <Pair name="Last webhook from Nango">{last ? <LocalMoment at={last.receivedAt} /> : 'None yet'}</Pair>
      <Pair name="Webhooks sent">
        {facts.receiverOrigin === null
          ? 'Not set up'
          : `${number.format(outgoing.waiting)} waiting, ${number.format(outgoing.givenUp)} given up`}
      </Pair>
      <Pair name="Database">
        {facts.databaseEngine} ({database.version}), {sizeText(database.sizeBytes)},{' '}
        {number.format(database.appliedMigrations)} of {number.format(database.knownMigrations)} migrations
      </Pair>
      <Pair name="Audit log kept">
        {facts.eventDays === null ? 'For ever' : `${number.format(facts.eventDays)} days`}
      </Pair>
      <Pair name="Webhook deliveries kept">{number.format(facts.deliveryDays)} days</Pair>
      <Pair name="Version">{facts.version}</Pair>
    </>
  )
}

const megabytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 })

const sizeText = (bytes: number) => megabytes.format(Math.max(1, bytes / 1_000_000))
