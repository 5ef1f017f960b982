import { type ComponentProps, Suspense } from 'react'

import { FailedAttempts } from '@/components/integrations/sections'
import { Mark, type Tone } from '@/components/kit/badge.client'
import { Pair, Pairs, Section } from '@/components/kit/section/section'
import { LocalMoment } from '@/components/kit/time.client'
import { Checklist } from '@/components/status/checklist'
import type { ScopeState } from '@/lib/nango/view'
import type { RateView, ScopeView } from '@/lib/status/view'
import { clockText } from '@/lib/status/words'

type StatusProps = ComponentProps<typeof Checklist>

const number = new Intl.NumberFormat('en')

/** What is left of the account's rate limit at Nango. */
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
      .{rate.isBackingOff && ' Background checks rest until then, to leave the rest to people.'}
    </>
  )
}

/** What Nango answered. */
async function NangoPairs({ facts, check }: Pick<StatusProps, 'facts' | 'check'>) {
  const checked = await check
  if (!checked.ok) return null
  const { latencyMs, clockAheadMs, scopes, rate } = checked.value
  return (
    <>
      <Pair name="Nango">
        <code translate="no" className="font-mono text-xs break-all">
          {facts.nangoHost}
        </code>
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
              <code translate="no" className="font-mono text-xs break-all">
                {scope.name}
              </code>
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

const scopeTones: Record<ScopeState, Tone & { word: string }> = {
  granted: { icon: 'check', tone: 'text-status-connected', word: 'Granted' },
  missing: { icon: 'x', tone: 'text-status-failed', word: 'Missing' },
  unknown: { icon: 'circle', tone: 'text-muted', word: 'Not known' },
}

/** It is well when such a scope is missing. */
const excessTones: typeof scopeTones = {
  granted: { icon: 'alert', tone: 'text-status-failed', word: 'More than needed' },
  missing: { icon: 'check', tone: 'text-status-connected', word: 'Not granted' },
  unknown: scopeTones.unknown,
}

function ScopeMark({ scope: { state, need } }: { scope: ScopeView }) {
  const { icon, tone, word } = need === 'excessive' ? excessTones[state] : scopeTones[state]
  const isHarmless = state === 'missing' && need === 'optional'
  return (
    <Mark icon={icon} tone={isHarmless ? 'text-muted' : tone} className="w-40 text-sm font-medium">
      {word}
      {need === 'optional' && ' (optional)'}
    </Mark>
  )
}

/** What the desk knows without asking anybody. */
function DeskPairs({ facts, status }: Pick<StatusProps, 'facts' | 'status'>) {
  const { database, deliveries, linkOrigin, mail, mailedAt, outgoing, sweptAt } = status
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
      <Pair name="Mails">
        <Mails mail={mail} mailedAt={mailedAt} />
      </Pair>
      <Pair name="Database">
        {facts.databaseEngine} ({database.version}), {sizeText(database.sizeBytes)},{' '}
        {number.format(database.appliedMigrations)} of {number.format(database.knownMigrations)} migrations
      </Pair>
      <Pair name="Last sweep">{sweptAt === null ? 'None yet' : <LocalMoment at={sweptAt} />}</Pair>
      <Pair name="Audit log kept">
        {facts.eventDays === null ? 'For ever' : `${number.format(facts.eventDays)} days`}
      </Pair>
      <Pair name="Webhook deliveries kept">{number.format(facts.deliveryDays)} days</Pair>
      <Pair name="Version">{facts.version}</Pair>
    </>
  )
}

/** Those that wait, what keeps them, and when this process looked for them last. */
function Mails({ mail, mailedAt }: Pick<StatusProps['status'], 'mail' | 'mailedAt'>) {
  if (mail === null) return 'Not set up'
  const { waiting, failed, trouble } = mail
  return (
    <>
      {number.format(waiting)} waiting, {number.format(failed)} not sent in 7 days
      {mailedAt !== null && (
        <>
          ; last looked at <LocalMoment at={mailedAt} />
        </>
      )}
      .
      {trouble && (
        <span className="block text-status-failed">
          {trouble.text} Since <LocalMoment at={trouble.since} />.
          {trouble.answer && (
            <>
              {' '}
              It said: <bdi translate="no">“{trouble.answer}”</bdi>
            </>
          )}
        </span>
      )}
    </>
  )
}

const megabytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 })

const sizeText = (bytes: number) => megabytes.format(Math.max(1, bytes / 1_000_000))

/** How the desk stands with Nango, its database and its receiver, and what there is to do. */
export function StatusSection(props: StatusProps) {
  const { facts, status, check } = props
  return (
    <Section title="Status">
      <div className="flex flex-col gap-4">
        <Checklist {...props} />
        <Pairs>
          <Suspense fallback={<Pair name="Nango">…</Pair>}>
            <NangoPairs facts={facts} check={check} />
          </Suspense>
          <DeskPairs facts={facts} status={status} />
        </Pairs>
        <FailedAttempts attempts={status.failedAttempts} />
      </div>
    </Section>
  )
}
