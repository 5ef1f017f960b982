'use client'

import Link from 'next/link'

import { IntegrationLogo } from '@/components/ui/integration-logo.client'
import { LocalTime } from '@/components/ui/local-time.client'
import { StateBadge } from '@/components/ui/state-badge'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'
import { shownState } from '@/lib/core/shown-state'

/** `now` is the desk's clock, in milliseconds. */
type TodayRowProps = { link: LinkView; isOpen: boolean; now: number }

const mostLogos = 3

export function TodayRow({ link, isOpen, now }: TodayRowProps) {
  const { id, customer, integrations, renewedAs, endsAt } = link
  const leftMs = endsAt ? Date.parse(endsAt) - now : 1
  const state = shownState(link.state, leftMs)
  return (
    <li>
      <Link
        href={routes.newLink(id)}
        prefetch={false}
        scroll={false}
        aria-current={isOpen ? 'true' : undefined}
        className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 text-sm transition-colors @lg:grid-cols-[minmax(0,1fr)_5.25rem_11.75rem_4.75rem] -outline-offset-2! hover:bg-sunken aria-current:bg-sunken"
      >
        <span className="flex min-w-0 items-center gap-x-2">
          <span className="truncate font-medium">{customerTitle(customer)}</span>
          {customer.organizationName && (
            <span className="truncate text-muted">{customer.organizationName}</span>
          )}
        </span>
        <Integrations integrations={integrations} />
        <span className="flex">
          <StateBadge state={state} renewedAs={renewedAs} />
        </span>
        <span className="text-right text-muted tabular-nums">
          {state === 'active' && endsAt ? (
            `${Math.max(1, Math.round(leftMs / 60_000))} min left`
          ) : (
            <LocalTime at={link.connectedAt ?? link.endedAt ?? endsAt ?? link.createdAt} />
          )}
        </span>
      </Link>
    </li>
  )
}

function Integrations({ integrations }: Pick<LinkView, 'integrations'>) {
  const count = integrations.length
  const done = integrations.filter(({ connectedAt }) => connectedAt).length
  return (
    <span className="flex flex-wrap items-center justify-end gap-0.5 @lg:justify-start">
      {integrations.slice(0, mostLogos).map(({ key, provider, displayName }) => (
        <IntegrationLogo key={key} provider={provider} name={displayName} />
      ))}
      {count > mostLogos && (
        <span aria-hidden="true" className="text-xs text-muted">
          +{count - mostLogos}
        </span>
      )}
      <span className="sr-only">{integrations.map(({ displayName }) => displayName).join(', ')}</span>
      {count > 1 && (
        <span className="ml-1.5 text-xs text-muted tabular-nums @lg:ml-0 @lg:w-full">
          {done} of {count}
          <span className="sr-only"> connected</span>
        </span>
      )}
    </span>
  )
}
