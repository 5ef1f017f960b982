import Link from 'next/link'

import { HealthBadge } from '@/components/connections/health-badge'
import { RowActions } from '@/components/connections/row-actions'
import { WaitingMark } from '@/components/connections/waiting-mark'
import { tdLook, trLook } from '@/components/table/table-look'
import { AlarmMark } from '@/components/ui/alarm-mark'
import { CopyText } from '@/components/ui/copy-text.client'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { agoText } from '@/lib/core/ago-text'
import { connectedTitle } from '@/lib/core/connected-title'
import type { ConnectionView } from '@/lib/core/connection-view'
import { routes } from '@/lib/core/routes'

type ConnectionRowProps = { connection: ConnectionView; now: number; canMake: boolean }

/** One connection on one line; on a phone a card with the buttons at its foot. */
export function ConnectionRow({ connection, now, canMake }: ConnectionRowProps) {
  const { id, integration, health, createdAt, madeBy, isSuspected } = connection
  return (
    <tr className={`${trLook} grid-cols-[minmax(0,1fr)_auto]`}>
      <td className={`${tdLook} max-md:col-span-2`}>
        <CustomerCell connection={connection} />
      </td>
      <td className={tdLook}>
        <span className="flex items-center gap-2" title={integration.displayName}>
          <IntegrationLogo provider={integration.provider} name={integration.displayName} />
          <span className="truncate md:max-split:sr-only">{integration.displayName}</span>
        </span>
      </td>
      <td className={`${tdLook} max-md:order-2 md:max-xl:hidden`}>
        <span className="flex items-center gap-1 font-mono text-xs text-muted">
          <span className="truncate" title={id}>
            {id}
          </span>
          <CopyText text={id} label={`Copy connection ID ${id}`} />
        </span>
      </td>
      <td className={`${tdLook} max-md:order-1 max-md:justify-self-end`}>
        <span className="flex flex-wrap items-center gap-1.5">
          <HealthBadge health={health} />
          {isSuspected && <AlarmMark title="It may have come of a link after its end." />}
        </span>
      </td>
      <td
        className={`${tdLook} text-muted max-md:order-2 max-md:self-center max-md:text-right md:max-split:hidden`}
      >
        <RelativeTime at={createdAt}>{agoText(now - Date.parse(createdAt))}</RelativeTime>
      </td>
      <td className={`${tdLook} truncate text-muted max-md:order-2 max-md:col-span-2 md:max-[86rem]:hidden`}>
        {madeBy && (
          <Link
            href={routes.link(madeBy.linkId)}
            prefetch={false}
            title={`The link that ${madeBy.makerName} made`}
            className="hover:underline"
          >
            <span className="md:sr-only">Made by </span>
            {madeBy.makerName}
          </Link>
        )}
      </td>
      {canMake && (
        <td className={`${tdLook} max-md:order-2 max-md:col-span-2`}>
          <RowActions connection={connection} />
        </td>
      )}
    </tr>
  )
}

function CustomerCell({
  connection: { id, integration, customer, waiting },
}: {
  connection: ConnectionView
}) {
  const title = connectedTitle(customer)
  return (
    <span className="flex min-w-0 items-baseline gap-x-2 max-md:flex-col" title={customer.id ?? undefined}>
      <Link
        href={routes.connection(integration.key, id)}
        prefetch={false}
        className="max-w-full min-w-0 shrink-0 truncate font-medium hover:underline md:max-w-[60%]"
      >
        {title}
      </Link>
      <WaitingMark waiting={waiting} />
      {/* What does not fit on the line is left out whole. */}
      <span className="flex max-w-full min-w-0 flex-wrap gap-x-2 overflow-hidden md:h-4.5">
        {customer.organizationName && (
          <span className="max-w-full truncate text-muted">{customer.organizationName}</span>
        )}
        {customer.id !== null && customer.id !== title && (
          <span className="max-w-full truncate font-mono text-xs text-muted">{customer.id}</span>
        )}
      </span>
    </span>
  )
}
