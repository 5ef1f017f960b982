import Link from 'next/link'

import { LinkMoment } from '@/components/links/link-moment'
import { RowMenu } from '@/components/links/row-menu'
import { tdLook, trLook } from '@/components/table/table-look'
import { AlarmMark } from '@/components/ui/alarm-mark'
import { Icon } from '@/components/ui/icon.client'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'
import { StateBadge } from '@/components/ui/state-badge'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'
import { shownState } from '@/lib/core/shown-state'

type LinkRowProps = { link: LinkView; now: number; canMake: boolean; onRevoke: () => void }

/** One link on one line; on a phone a card with the menu in its corner. */
export function LinkRow({ link, now, canMake, onRevoke }: LinkRowProps) {
  const leftMs = link.endsAt === null ? 0 : Date.parse(link.endsAt) - now
  const state = shownState(link.state, leftMs)
  return (
    <tr className={`${trLook} grid-cols-[minmax(0,1fr)_auto]`}>
      <td className={tdLook}>
        <CustomerCell link={link} />
      </td>
      <td className={`${tdLook} max-md:order-4`}>
        <Integrations link={link} />
      </td>
      <td className={`${tdLook} max-md:order-2`}>
        <span className="flex flex-wrap items-center gap-1.5">
          <StateBadge state={state} renewedAs={link.renewedAs} />
          {link.alarmedAt !== null && <AlarmMark title={alarmTitle(link)} />}
          {state === 'active' && link.isRevoking && <span className="text-muted">being revoked</span>}
        </span>
      </td>
      <td className={`${tdLook} text-muted max-md:order-3 max-md:self-center max-md:text-right`}>
        <LinkMoment link={{ ...link, state }} leftMs={leftMs} now={now} />
      </td>
      <td
        className={`${tdLook} truncate text-muted max-md:order-5 max-md:text-right md:max-split:hidden`}
        title={link.makerName}
      >
        {link.makerName}
      </td>
      <td className={`${tdLook} max-md:order-1 max-md:-m-1 max-md:justify-self-end md:text-right`}>
        <RowMenu link={{ ...link, state }} canMake={canMake} onRevoke={onRevoke} />
      </td>
    </tr>
  )
}

function CustomerCell({ link: { id, customer } }: { link: LinkView }) {
  const title = customerTitle(customer)
  return (
    <span className="flex min-w-0 items-baseline gap-x-2 max-md:flex-col" title={customer.id}>
      <Link
        href={routes.link(id)}
        prefetch={false}
        className="max-w-full min-w-0 shrink-0 truncate font-medium hover:underline md:max-w-[60%]"
      >
        {title}
      </Link>
      {customer.organizationName && (
        <span className="max-w-full min-w-0 truncate text-muted">{customer.organizationName}</span>
      )}
      {title !== customer.id && (
        <span className="max-w-full min-w-0 truncate font-mono text-xs text-muted md:max-split:hidden">
          {customer.id}
        </span>
      )}
    </span>
  )
}

const mostLogos = 3

function Integrations({ link: { integrations, reconnectsId } }: { link: LinkView }) {
  const names = integrations.map(({ displayName }) => displayName).join(', ')
  return (
    <span className="flex items-center gap-1" title={names}>
      {integrations.slice(0, mostLogos).map(({ key, provider, displayName }) => (
        <IntegrationLogo key={key} provider={provider} name={displayName} />
      ))}
      {integrations.length > mostLogos && (
        <span aria-hidden="true" className="text-xs text-muted">
          +{integrations.length - mostLogos}
        </span>
      )}
      <span className="sr-only">{names}</span>
      {reconnectsId !== null && (
        <span title="Connects an existing connection anew" className="ml-1 text-muted">
          <Icon name="renew" className="size-3.5" />
          <span className="sr-only">, reconnects</span>
        </span>
      )}
    </span>
  )
}

const alarmTitle = ({ alarms }: LinkView) =>
  alarms.length > 0 && alarms.every(({ kind }) => kind !== 'unexpected')
    ? 'Something may have come of this link after its end.'
    : 'A connection that nobody expected came through this link.'
