'use client'

import Link from 'next/link'

import { HealthBadge, WaitingMark } from '@/components/connections/marks.client'
import { ShareConnectLink, ShareReconnectLink } from '@/components/connections/share/buttons.client'
import { IntegrationLogo } from '@/components/integrations/logo.client'
import { AlarmMark } from '@/components/kit/badge.client'
import { CopyText } from '@/components/kit/copy.client'
import { Menu, MenuLink } from '@/components/kit/menu.client'
import { RelativeTime } from '@/components/kit/relative-time.client'
import { actionsColumn, Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { connectedTitle, type ConnectionView } from '@/lib/connections/view'
import { routes } from '@/lib/core/routes'
import { agoText } from '@/lib/core/time-words'

/** What can be done with a connection of the list: the reconnect link stands out where it mends the fault. */
function RowActions({ connection }: { connection: ConnectionView }) {
  const { id, integration, customer, health } = connection
  const isNeeded = health === 'auth_error'
  return (
    <span className="flex items-center justify-end gap-1">
      <ShareReconnectLink
        connection={connection}
        variant={isNeeded ? 'primary' : 'quiet'}
        className={`max-md:flex-1 md:h-8 md:px-2.5 md:text-sm ${isNeeded ? '' : 'max-md:border max-md:border-control-line'}`}
      />
      <Menu label={`More for ${connectedTitle(customer)}, ${integration.displayName}`}>
        <ShareConnectLink customer={customer} variant="menu" />
        <MenuLink icon="expand" href={routes.connection(integration.key, id)}>
          Open
        </MenuLink>
      </Menu>
    </span>
  )
}

type ConnectionRowProps = { connection: ConnectionView; now: number; canCreate: boolean }

/** One connection on one line; on a phone a card with the buttons at its foot. */
function ConnectionRow({ connection, now, canCreate }: ConnectionRowProps) {
  const { id, integration, health, createdAt, madeBy, isSuspected } = connection
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto]">
      <Cell className="max-md:col-span-2">
        <CustomerCell connection={connection} />
      </Cell>
      <Cell>
        <span className="flex items-center gap-2" title={integration.displayName}>
          <IntegrationLogo provider={integration.provider} name={integration.displayName} />
          <span className="truncate md:max-split:sr-only">{integration.displayName}</span>
        </span>
      </Cell>
      <Cell className="max-md:order-2 md:max-xl:hidden">
        <span className="flex items-center gap-1 font-mono text-xs text-muted">
          <span className="truncate" title={id}>
            {id}
          </span>
          <CopyText text={id} label={`Copy connection ID ${id}`} />
        </span>
      </Cell>
      <Cell className="max-md:order-1 max-md:justify-self-end">
        <span className="flex flex-wrap items-center gap-1.5">
          <HealthBadge health={health} />
          {isSuspected && <AlarmMark title="It may have come of a link after its end." />}
        </span>
      </Cell>
      <Cell className="text-muted max-md:order-2 max-md:self-center max-md:text-right md:max-split:hidden">
        <RelativeTime at={createdAt}>{agoText(now - Date.parse(createdAt))}</RelativeTime>
      </Cell>
      <Cell className="truncate text-muted max-md:order-2 max-md:col-span-2 md:max-[86rem]:hidden">
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
      </Cell>
      {canCreate && (
        <Cell className="max-md:order-2 max-md:col-span-2">
          <RowActions connection={connection} />
        </Cell>
      )}
    </Row>
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
  canCreate: boolean
}

const columns = [
  'Customer',
  // Over logos alone where there is little room.
  { title: 'Integration', className: 'md:w-14 split:w-36', titleClass: 'md:max-split:sr-only' },
  { title: 'Connection', className: 'md:w-29 md:max-xl:hidden' },
  { title: 'Health', className: 'md:w-46' },
  { title: 'Created', className: 'md:w-26 md:max-split:hidden' },
  { title: 'Made by', className: 'md:w-27 md:max-[86rem]:hidden' },
]

const actions = { ...actionsColumn, className: 'md:w-56' }

/** One page of connections, newest first. */
export function ConnectionsTable({ connections, now, canCreate }: ConnectionsTableProps) {
  return (
    <DataTable label="Connections" columns={canCreate ? [...columns, actions] : columns} isFixed>
      {connections.map((connection) => (
        <ConnectionRow
          key={`${connection.integration.key} ${connection.id}`}
          connection={connection}
          now={now}
          canCreate={canCreate}
        />
      ))}
    </DataTable>
  )
}
