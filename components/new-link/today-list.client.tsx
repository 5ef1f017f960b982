'use client'

import Link from 'next/link'

import { useDeskNow } from '@/components/new-link/use-desk-now'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'
import { LocalTime } from '@/components/ui/local-time.client'
import { StateBadge } from '@/components/ui/state-badge'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'
import { shownState } from '@/lib/core/shown-state'

type TodayListProps = {
  links: LinkView[]
  openId: string | null
  /** The desk's clock when the list was made, as an ISO instant. */
  asOf: string | undefined
}

/** What this person handed out today, newest first; each row opens its card. */
export function TodayList({ links, openId, asOf }: TodayListProps) {
  const now = useDeskNow(asOf)
  return (
    <section aria-labelledby="today" className="@container rounded-lg border border-hairline bg-surface">
      <h2 id="today" className="flex min-h-12 items-center border-b border-hairline px-4 font-semibold">
        Your links today
      </h2>
      {links.length === 0 ? (
        <p className="px-4 py-8 text-center text-muted">
          No links yet today. The ones you make stand here, with how far each customer is.
        </p>
      ) : (
        <ul className="divide-y divide-hairline">
          {links.map((link) => (
            <TodayRow key={link.id} link={link} isOpen={link.id === openId} now={now} />
          ))}
        </ul>
      )}
    </section>
  )
}

type TodayRowProps = { link: LinkView; isOpen: boolean; now: number | null }

function TodayRow({ link: told, isOpen, now }: TodayRowProps) {
  const leftMs = now !== null && told.endsAt ? Date.parse(told.endsAt) - now : null
  const link = { ...told, state: shownState(told.state, leftMs ?? 1) }
  const { id, customer, integrations, state } = link
  return (
    <li>
      <Link
        href={routes.newLink(id)}
        prefetch={false}
        scroll={false}
        aria-current={isOpen ? 'true' : undefined}
        className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 text-sm transition-colors @lg:grid-cols-[minmax(0,1fr)_3.5rem_11.75rem_4.75rem] -outline-offset-2! hover:bg-sunken aria-current:bg-sunken"
      >
        <span className="flex min-w-0 items-center gap-x-2">
          <span className="truncate font-medium">{customerTitle(customer)}</span>
          {customer.organizationName && (
            <span className="truncate text-muted">{customer.organizationName}</span>
          )}
        </span>
        <span className="flex justify-end gap-0.5 @lg:justify-start">
          {integrations.slice(0, 3).map(({ key, provider, displayName }) => (
            <IntegrationLogo key={key} provider={provider} name={displayName} />
          ))}
          <span className="sr-only">{integrations.map(({ displayName }) => displayName).join(', ')}</span>
        </span>
        <span className="flex">
          <StateBadge state={state} />
        </span>
        <span className="text-right text-muted tabular-nums">
          {state === 'active' ? (
            <TimeLeft endsAt={link.endsAt} leftMs={leftMs} />
          ) : (
            <LocalTime at={endOf(link)} />
          )}
        </span>
      </Link>
    </li>
  )
}

const endOf = ({ connectedAt, endedAt, endsAt, createdAt }: LinkView) =>
  connectedAt ?? endedAt ?? endsAt ?? createdAt

function TimeLeft({ endsAt, leftMs }: { endsAt: string | null; leftMs: number | null }) {
  if (leftMs !== null) return `${Math.max(1, Math.round(leftMs / 60_000))} min left`
  return endsAt && <LocalTime at={endsAt} />
}
