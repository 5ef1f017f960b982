import { Mark, type Tone } from '@/components/kit/badge.client'
import { Pair } from '@/components/kit/page.client'
import { LocalMoment } from '@/components/kit/time.client'
import type { Result } from '@/lib/core/result'
import type { DeskFacts, DeskStatus, NangoCheck, RateView, ScopeState, ScopeView } from '@/lib/status/view'
import { clockText } from '@/lib/status/words'

const number = new Intl.NumberFormat('en')

/** What is left of the account's rate limit at Nango. */
export function RateLimit({ rate }: { rate: RateView | null }) {
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

type NangoPairsProps = { facts: DeskFacts; check: Promise<Result<NangoCheck>> }

/** What Nango answered. */
export async function NangoPairs({ facts, check }: NangoPairsProps) {
  const checked = await check
  if (!checked.ok) return null
  const { latencyMs, clockAheadMs, scopes, rate } = checked.value
  return (
    <>
      <Pair name="Nango">
        <code className="font-mono text-xs break-all">{facts.nangoHost}</code>
        {facts.isSandbox && ' (the built-in sandbox)'}
        <span className="text-muted">
          {latencyMs === null ? ' does not answer' : ` answered in ${latencyMs} ms`}
        </span>
      </Pair>
      <Pair name="Scopes of the API key">
        <ul aria-label="Scopes of the API key" className="grid gap-1">
          {scopes.map((scope) => (
            <li key={scope.name} className="flex flex-wrap items-center gap-x-2">
              <ScopeMark scope={scope} />
              <code className="font-mono text-xs break-all">{scope.name}</code>
            </li>
          ))}
        </ul>
      </Pair>
      <Pair name="Rate limit">
        <RateLimit rate={rate} />
      </Pair>
      <Pair name="Clock">
        {clockAheadMs === null ? 'Nango did not say its time.' : clockText(clockAheadMs)}
      </Pair>
    </>
  )
}

const tones: Record<ScopeState, Tone & { word: string }> = {
  granted: { icon: 'check', tone: 'text-status-connected', word: 'Granted' },
  missing: { icon: 'x', tone: 'text-status-failed', word: 'Missing' },
  unknown: { icon: 'circle', tone: 'text-muted', word: 'Not known' },
}

/** It is well when such a scope is missing. */
const excessTones: typeof tones = {
  granted: { icon: 'alert', tone: 'text-status-failed', word: 'More than needed' },
  missing: { icon: 'check', tone: 'text-status-connected', word: 'Not granted' },
  unknown: tones.unknown,
}

function ScopeMark({ scope: { state, need } }: { scope: ScopeView }) {
  const { icon, tone, word } = need === 'excessive' ? excessTones[state] : tones[state]
  const isHarmless = state === 'missing' && need === 'optional'
  return (
    <Mark icon={icon} tone={isHarmless ? 'text-muted' : tone} className="w-40 text-sm font-medium">
      {word}
      {need === 'optional' && ' (optional)'}
    </Mark>
  )
}

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
