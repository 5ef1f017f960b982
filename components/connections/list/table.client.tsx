'use client'

import Link from 'next/link'

import { HealthBadge } from '@/components/connections/health-badge.client'
import { ShareConnectLink, ShareReconnectLink } from '@/components/connections/share/buttons.client'
import { WaitingMark } from '@/components/connections/waiting.client'
import { IntegrationLogo } from '@/components/integrations/logo.client'
import { CopyText } from '@/components/kit/copy-text.client'
import { Icon } from '@/components/kit/icon.client'
import { menuItemClass, UnfoldingMenu } from '@/components/kit/menu.client'
import { AlarmMark } from '@/components/kit/notice.client'
import {
  tableClass,
  tbodyClass,
  tdClass,
  thClass,
  theadClass,
  trClass,
} from '@/components/kit/table/table.client'
import { RelativeTime } from '@/components/kit/time.client'
import { connectedTitle, type ConnectionView } from '@/lib/connections/view'
import { routes } from '@/lib/core/routes'
import { agoText } from '@/lib/core/time'

/** What can be done with a connection of the list: the reconnect link stands out where it mends the fault. */
export function RowActions({ connection }: { connection: ConnectionView }) {
  const { id, integration, customer, health } = connection
  const isNeeded = health === 'auth_error'
  return (
    <span className="flex items-center justify-end gap-1">
      <ShareReconnectLink
        connection={connection}
        variant={isNeeded ? 'primary' : 'quiet'}
        className={`max-md:flex-1 md:h-8 md:px-2.5 md:text-sm ${isNeeded ? '' : 'max-md:border max-md:border-control-line'}`}
      />
      <UnfoldingMenu label={`More for ${connectedTitle(customer)}, ${integration.displayName}`}>
        <li>
          <ShareConnectLink customer={customer} variant="menu" />
        </li>
        <li>
          <Link href={routes.connection(integration.key, id)} prefetch={false} className={menuItemClass}>
            <Icon name="expand" />
            Open
          </Link>
        </li>
      </UnfoldingMenu>
    </span>
  )
}

type ConnectionRowProps = { connection: ConnectionView; now: number; canMake: boolean }

/** One connection on one line; on a phone a card with the buttons at its foot. */
export function ConnectionRow({ connection, now, canMake }: ConnectionRowProps) {
  const { id, integration, health, createdAt, madeBy, isSuspected } = connection
  return (
    <tr className={`${trClass} grid-cols-[minmax(0,1fr)_auto]`}>
      <td className={`${tdClass} max-md:col-span-2`}>
        <CustomerCell connection={connection} />
      </td>
      <td className={tdClass}>
        <span className="flex items-center gap-2" title={integration.displayName}>
          <IntegrationLogo provider={integration.provider} name={integration.displayName} />
          <span className="truncate md:max-split:sr-only">{integration.displayName}</span>
        </span>
      </td>
      <td className={`${tdClass} max-md:order-2 md:max-xl:hidden`}>
        <span className="flex items-center gap-1 font-mono text-xs text-muted">
          <span className="truncate" title={id}>
            {id}
          </span>
          <CopyText text={id} label={`Copy connection ID ${id}`} />
        </span>
      </td>
      <td className={`${tdClass} max-md:order-1 max-md:justify-self-end`}>
        <span className="flex flex-wrap items-center gap-1.5">
          <HealthBadge health={health} />
          {isSuspected && <AlarmMark title="It may have come of a link after its end." />}
        </span>
      </td>
      <td
        className={`${tdClass} text-muted max-md:order-2 max-md:self-center max-md:text-right md:max-split:hidden`}
      >
        <RelativeTime at={createdAt}>{agoText(now - Date.parse(createdAt))}</RelativeTime>
      </td>
      <td className={`${tdClass} truncate text-muted max-md:order-2 max-md:col-span-2 md:max-[86rem]:hidden`}>
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
        <td className={`${tdClass} max-md:order-2 max-md:col-span-2`}>
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

type ConnectionsTableProps = {
  connections: ConnectionView[]
  /** The desk's clock as of these connections, in milliseconds. */
  now: number
  canMake: boolean
}

const columns = [
  { title: 'Customer', width: '' },
  { title: 'Integration', width: 'md:w-14 split:w-36' },
  { title: 'Connection', width: 'md:w-29 md:max-xl:hidden' },
  { title: 'Health', width: 'md:w-46' },
  { title: 'Created', width: 'md:w-26 md:max-split:hidden' },
  { title: 'Made by', width: 'md:w-27 md:max-[86rem]:hidden' },
]

/** Stands over logos alone where there is little room. */
const narrow = 'Integration'

/** One page of connections, newest first. */
export function ConnectionsTable({ connections, now, canMake }: ConnectionsTableProps) {
  return (
    <table aria-label="Connections" className={`${tableClass} md:table-fixed`}>
      <thead className={theadClass}>
        <tr>
          {columns.map(({ title, width }) => (
            <th key={title} scope="col" className={`${thClass} ${width}`}>
              <span className={title === narrow ? 'md:max-split:sr-only' : ''}>{title}</span>
            </th>
          ))}
          {canMake && (
            <th scope="col" className={`${thClass} md:w-56`}>
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className={tbodyClass}>
        {connections.map((connection) => (
          <ConnectionRow
            key={`${connection.integration.key} ${connection.id}`}
            connection={connection}
            now={now}
            canMake={canMake}
          />
        ))}
      </tbody>
    </table>
  )
}
