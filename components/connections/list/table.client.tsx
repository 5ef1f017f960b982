'use client'

import Link from 'next/link'

import { HealthBadge, WaitingMark } from '@/components/connections/marks.client'
import { ShareConnectLink, ShareReconnectLink } from '@/components/connections/share/buttons.client'
import { IntegrationLogo } from '@/components/integrations/logo.client'
import { AlarmMark } from '@/components/kit/badge.client'
import { CopyText } from '@/components/kit/copy.client'
import { Menu, MenuLink } from '@/components/kit/menu.client'
import { Id, Name } from '@/components/kit/name.client'
import { RelativeTime } from '@/components/kit/relative-time.client'
import { actionsColumn, Cell, DataTable, LinkedRow, RowLink } from '@/components/kit/table/table.client'
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
    <LinkedRow className="grid-cols-[minmax(0,1fr)_auto]">
      <Cell className="max-md:col-span-2">
        <CustomerCell connection={connection} />
      </Cell>
      <Cell>
        <span className="flex items-center gap-2" title={integration.displayName}>
          <IntegrationLogo provider={integration.provider} name={integration.displayName} />
          <Name className="truncate md:max-split:sr-only">{integration.displayName}</Name>
        </span>
      </Cell>
      <Cell className="max-md:order-2 md:max-xl:hidden">
        <span className="flex items-center gap-1 text-muted">
          <Id className="truncate" title={id}>
            {id}
          </Id>
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
      <Cell className="text-muted max-md:order-2 max-md:col-span-2 md:max-[86rem]:hidden">
        <MadeBy madeBy={madeBy} />
      </Cell>
      {canCreate && (
        <Cell className="max-md:order-2 max-md:col-span-2">
          <RowActions connection={connection} />
        </Cell>
      )}
    </LinkedRow>
  )
}

/** Who made the link that the connection came of; many come of the product itself. */
function MadeBy({ madeBy }: Pick<ConnectionView, 'madeBy'>) {
  if (!madeBy) return <span className="max-md:hidden">Outside the desk</span>
  return (
    <Link
      href={routes.link(madeBy.linkId)}
      prefetch={false}
      title={`The link that ${madeBy.makerName} made`}
      className="block truncate hover:underline"
    >
      <span className="md:sr-only">Made by </span>
      <Name>{madeBy.makerName}</Name>
    </Link>
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
      <RowLink
        href={routes.connection(integration.key, id)}
        className="max-w-full min-w-0 shrink-0 truncate md:max-w-[60%]"
      >
        {title}
      </RowLink>
      <WaitingMark waiting={waiting} />
      {/* What does not fit on the line is left out whole. */}
      <span className="relative flex max-w-full min-w-0 flex-wrap gap-x-2 overflow-hidden md:h-4.5">
        {customer.organizationName && (
          <Name className="max-w-full truncate text-muted">{customer.organizationName}</Name>
        )}
        {customer.id !== null && customer.id !== title && (
          <Id className="max-w-full truncate text-muted">{customer.id}</Id>
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
  { title: 'Made by', className: 'md:w-32 md:max-[86rem]:hidden' },
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
