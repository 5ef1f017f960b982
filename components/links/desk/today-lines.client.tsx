import Link from 'next/link'
import { type ComponentProps, type ReactNode, useId } from 'react'

import { IntegrationLogos } from '@/components/integrations/logos.client'
import { Icon } from '@/components/kit/icon.client'
import { Id, Name } from '@/components/kit/name.client'
import { useHydrated } from '@/components/kit/platform'
import { LocalTime } from '@/components/kit/time.client'
import { groupToday, type TodayGroup, type TodayLine } from '@/components/links/desk/today-groups'
import { TodayWatch } from '@/components/links/desk/today-watch.client'
import { StateBadge } from '@/components/links/state-badge.client'
import { routes } from '@/lib/core/routes'
import { leftText } from '@/lib/core/time-words'
import { customerTitle } from '@/lib/customers/view'
import type { LinkView } from '@/lib/links/view'

function TodayRow({ line, isOpen }: { line: TodayLine; isOpen: boolean }) {
  const { link, state, leftMs, need } = line
  const { id, customer, integrations, renewedAs, endsAt } = link
  return (
    <li>
      <Link
        href={routes.newLink(id)}
        prefetch={false}
        scroll={false}
        aria-current={isOpen ? 'true' : undefined}
        className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 text-sm transition-colors @lg:grid-cols-[minmax(0,1fr)_5.25rem_11.75rem_4.75rem] -outline-offset-2! hover:bg-sunken aria-current:bg-sunken"
      >
        <Customer customer={customer} />
        <Integrations integrations={integrations} />
        <span className="flex">
          <StateBadge state={state} renewedAs={renewedAs} />
        </span>
        <span className="text-right text-muted tabular-nums">
          {state === 'active' && endsAt ? (
            leftText(leftMs)
          ) : (
            <LocalTime at={link.connectedAt ?? link.endedAt ?? endsAt ?? link.createdAt} />
          )}
        </span>
        {need !== null && (
          <span className="col-span-full flex items-center gap-1.5 text-status-soon">
            <Icon name="alert" className="size-3.5" />
            {need}
          </span>
        )}
      </Link>
    </li>
  )
}

/** Who it is for; people of one name, and of one company, differ by their id. */
function Customer({ customer }: Pick<LinkView, 'customer'>) {
  const title = customerTitle(customer)
  const { organizationName } = customer
  const hasId = title !== customer.id
  return (
    <span className="flex min-w-0 flex-col">
      <Name className="truncate font-medium">{title}</Name>{' '}
      {(hasId || organizationName) && (
        <span className="flex min-w-0 items-baseline gap-x-2 text-muted">
          {hasId && (
            <Id className={`truncate ${organizationName ? 'max-w-[65%] shrink-0' : ''}`}>{customer.id}</Id>
          )}{' '}
          {organizationName && <Name className="truncate">{organizationName}</Name>}
        </span>
      )}
    </span>
  )
}

/** The heading is of the list's own line: what comes before another group moves it as one. */
function TodayPart({ group: { title, lines }, openId }: { group: TodayGroup; openId: string | null }) {
  const id = useId()
  return (
    <li>
      <h3 id={id} className="px-4 pt-3 pb-1 text-xs font-medium text-muted">
        {title} <span className="tabular-nums">{lines.length}</span>
      </h3>
      <ul aria-labelledby={id} className="divide-y divide-hairline">
        {lines.map((line) => (
          <TodayRow key={line.link.id} line={line} isOpen={line.link.id === openId} />
        ))}
      </ul>
    </li>
  )
}

function Integrations({ integrations }: Pick<LinkView, 'integrations'>) {
  const count = integrations.length
  const done = integrations.filter(({ connectedAt }) => connectedAt).length
  return (
    <span className="flex flex-wrap items-center justify-end gap-0.5 @lg:justify-start">
      <IntegrationLogos integrations={integrations} />
      {count > 1 && (
        <span className="ml-1.5 text-xs text-muted tabular-nums @lg:ml-0 @lg:w-full">
          {done} of {count}
          <span className="sr-only"> connected</span>
        </span>
      )}
    </span>
  )
}

type TodayLinesProps = ComponentProps<typeof TodayWatch> & {
  openId: string | null
  /** When today began, in milliseconds. */
  sinceMs: number
  /** In the place of a list with nothing in it. */
  none: ReactNode
}

/** Links of today by what is to be done about them, and what keeps them as they are now. Of one that comes twice the last counts. */
export function TodayLines({ openId, sinceMs, none, ...given }: TodayLinesProps) {
  const isHydrated = useHydrated()
  const links = [...new Map(given.links.map((link) => [link.id, link])).values()]
  const watched = { ...given, links }
  const groups = groupToday(links, given.now, sinceMs)
  return (
    <>
      {groups.length === 0 ? (
        none
      ) : (
        <ul className="divide-y divide-hairline">
          {groups.map((group) => (
            <TodayPart key={group.title} group={group} openId={openId} />
          ))}
        </ul>
      )}
      {isHydrated && (
        <div className="px-4 pt-3 empty:hidden">
          <TodayWatch {...watched} />
        </div>
      )}
    </>
  )
}
