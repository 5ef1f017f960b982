import { Suspense } from 'react'

import { Mark, type Tone } from '@/components/kit/badge.client'
import { Loading } from '@/components/kit/loading.client'
import { Pair, Pairs, Section } from '@/components/kit/page.client'
import { LocalMoment } from '@/components/kit/time.client'
import { ChecklistActions } from '@/components/status/actions.client'
import { DeskPairs, NangoPairs } from '@/components/status/pairs'
import type { Result } from '@/lib/core/result'
import { attemptFailureWords } from '@/lib/links/words'
import type { DeskFacts, DeskStatus, FailedAttemptsView, NangoCheck } from '@/lib/status/view'
import {
  type ChecklistItem,
  type ChecklistState,
  checklistText,
  checklistWords,
  toChecklist,
} from '@/lib/status/words'

type ChecklistProps = {
  facts: DeskFacts
  status: DeskStatus
  check: Promise<Result<NangoCheck>>
}

/** What a desk needs, and what is to do. It folds up when nothing needs anybody. */
export async function Checklist({ facts, status, check }: ChecklistProps) {
  const checked = await check
  if (!checked.ok) return null
  const { checkedAt } = checked.value
  const items = toChecklist({ facts, status, check: checked.value })
  const open = items.filter(({ state }) => state === 'needs_you').length
  return (
    <div className="rounded-lg border border-hairline bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-hairline py-2 pr-2 pl-3">
        <h3 className="font-semibold">
          {headingOf(open)}
          <span className="ml-2 text-sm font-normal text-muted">
            checked <LocalMoment at={checkedAt} />
          </span>
        </h3>
        <ChecklistActions text={checklistText(items, { facts, status, checkedAt })} />
      </div>
      {open > 0 ? (
        <Items items={items} />
      ) : (
        <details>
          <summary className="list-none rounded-lg px-3 py-2.5 text-accent underline-offset-2 hover:underline">
            Show all {items.length} checks
          </summary>
          <Items items={items} />
        </details>
      )}
    </div>
  )
}

const headingOf = (open: number) => {
  if (open === 0) return 'Nothing needs you'
  return open === 1 ? '1 thing needs you' : `${open} things need you`
}

const tones: Record<ChecklistState, Tone> = {
  ok: { icon: 'checkCircle', tone: 'text-status-connected' },
  needs_you: { icon: 'alert', tone: 'text-status-failed' },
  optional: { icon: 'circle', tone: 'text-muted' },
}

function Items({ items }: { items: ChecklistItem[] }) {
  return (
    <ul aria-label="Checklist" className="divide-y divide-hairline">
      {items.map(({ name, state, text }) => (
        <li key={name} className="grid gap-x-4 gap-y-0.5 px-3 py-2.5 md:grid-cols-[14rem_7rem_minmax(0,1fr)]">
          <span className="font-medium">{name}</span>
          <Mark {...tones[state]} className="text-sm font-medium">
            {checklistWords[state]}
          </Mark>
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ul>
  )
}

/** Integrations with which attempts have failed since somebody connected one last; those first that an admin must mend. */
function IntegrationStatus({ attempts }: { attempts: FailedAttemptsView[] }) {
  if (attempts.length === 0) return null
  const sorted = attempts.toSorted((a, b) => Number(isOurs(b)) - Number(isOurs(a)))
  return (
    <section aria-labelledby="failed-attempts" className="rounded-lg border border-hairline bg-surface">
      <h3 id="failed-attempts" className="border-b border-hairline px-3 py-2.5 font-semibold">
        Failed attempts
      </h3>
      <ul className="divide-y divide-hairline">
        {sorted.map((one) => (
          <li key={`${one.integrationKey} ${one.kind}`} className="flex flex-col gap-0.5 px-3 py-2.5">
            <p>
              <span className="font-medium">{one.integration}</span>{' '}
              <code className="font-mono text-xs text-muted">{one.integrationKey}</code>
            </p>
            <p className={isOurs(one) ? 'text-status-failed' : ''}>
              {attemptFailureWords[one.kind]}
              {timesText(one.count)}, last <LocalMoment at={one.lastAt} />.
            </p>
            {isOurs(one) && (
              <p className="text-sm text-muted">
                The provider refused the integration itself. Look at its client ID, secret, scopes and
                callback URL in Nango.
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const isOurs = ({ kind }: FailedAttemptsView) => kind === 'misconfigured'

const number = new Intl.NumberFormat('en')

const timesText = (count: number) => (count === 1 ? '' : `, ${number.format(count)} times`)

type StatusSectionProps = {
  facts: DeskFacts
  status: DeskStatus
  /** Takes as long as Nango does. */
  check: Promise<Result<NangoCheck>>
}

/** How the desk stands with Nango, its database and its receiver, and what there is to do. */
export function StatusSection({ facts, status, check }: StatusSectionProps) {
  return (
    <Section title="Status">
      <div className="flex flex-col gap-4">
        <Suspense
          fallback={
            <Loading className="rounded-lg border border-hairline bg-surface px-3 py-3">
              Asking Nango what the API key may do…
            </Loading>
          }
        >
          <Checklist facts={facts} status={status} check={check} />
        </Suspense>
        <Pairs>
          <Suspense fallback={<Pair name="Nango">…</Pair>}>
            <NangoPairs facts={facts} check={check} />
          </Suspense>
          <DeskPairs facts={facts} status={status} />
        </Pairs>
        <IntegrationStatus attempts={status.failedAttempts} />
      </div>
    </Section>
  )
}
