'use client'

import Link from 'next/link'
import { Suspense, useState } from 'react'

import { IntegrationLogos } from '@/components/integrations/logo.client'
import { AlarmMark } from '@/components/kit/badge.client'
import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { Menu, MenuButton, MenuLink } from '@/components/kit/menu.client'
import { RelativeTime, useDeskNow } from '@/components/kit/relative-time.client'
import { actionsColumn, Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import type { RevokeManyProps } from '@/components/links/list/revoke-many-dialog.client'
import { useLiveLinks, WatchNotice } from '@/components/links/live-links.client'
import { RevokeDialog } from '@/components/links/revoke-dialog.client'
import { StateBadge } from '@/components/links/state-badge.client'
import { routes } from '@/lib/core/routes'
import { agoText } from '@/lib/core/time-words'
import { customerTitle } from '@/lib/customers/view'
import { revokeLinkAction } from '@/lib/links/actions'
import type { LinkView } from '@/lib/links/view'
import { shownState } from '@/lib/links/words'

const columns = [
  'Customer',
  { title: 'Integrations', className: 'md:w-26' },
  { title: 'State', className: 'md:w-51 split:w-64' },
  { title: 'Time', className: 'md:w-30' },
  { title: 'Maker', className: 'md:w-36 md:max-split:hidden' },
  { ...actionsColumn, className: 'md:w-12' },
]

type LinksTableProps = {
  links: LinkView[]
  /** The desk's clock as of these links, as an ISO instant. */
  asOf: string
  canCreate: boolean
}

/** One page of links, newest first; rows that can still change do so by themselves. */
export function LinksTable({ links, asOf, canCreate }: LinksTableProps) {
  const now = useDeskNow(asOf) ?? Date.parse(asOf)
  const { shown, learn, isSignedOut, isOffline, silentSince } = useLiveLinks(links, asOf, now)
  const [toRevoke, setToRevoke] = useState<string | null>(null)
  const close = () => setToRevoke(null)
  const revocation = useAnswer(
    () => revokeLinkAction(toRevoke ?? ''),
    (revoked) => {
      void learn(revoked)
      close()
    },
  )
  return (
    <>
      <WatchNotice isSignedOut={isSignedOut} isOffline={isOffline} silentSince={silentSince} />
      <DataTable label="Links" columns={columns} isFixed>
        {shown.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            now={now}
            canCreate={canCreate}
            onRevoke={() => setToRevoke(link.id)}
          />
        ))}
      </DataTable>
      <RevokeDialog
        isOpen={toRevoke !== null}
        endWords={shown.find(({ id }) => id === toRevoke)?.endWords ?? ''}
        answer={revocation}
        onClose={close}
      />
    </>
  )
}

type LinkMomentProps = { link: LinkView; leftMs: number; now: number }

/** How long a link still has, or how long ago it ended. */
function LinkMoment({ link, leftMs, now }: LinkMomentProps) {
  const { state, createdAt, connectedAt, endedAt, endsAt } = link
  if (state === 'active' && endsAt !== null)
    return <RelativeTime at={endsAt}>{`${Math.max(1, Math.round(leftMs / 60_000))} min left`}</RelativeTime>
  const at = connectedAt ?? (state === 'expired' ? endsAt : endedAt) ?? createdAt
  return <RelativeTime at={at}>{agoText(now - Date.parse(at))}</RelativeTime>
}

type RowMenuProps = { link: LinkView; canCreate: boolean; onRevoke: () => void }

/** What can be done with a link of the list. It opens without script too. */
function RowMenu({ link, canCreate, onRevoke }: RowMenuProps) {
  const canRevoke = link.state === 'active' && link.canEnd && !link.isRevoking
  return (
    <Menu label={`Actions for the link of ${customerTitle(link.customer)}`}>
      <MenuLink icon="expand" href={routes.link(link.id)}>
        Open
      </MenuLink>
      {canCreate && (
        <MenuLink icon="plus" href={routes.newLinkLike(link.id)}>
          Same customer
        </MenuLink>
      )}
      {canRevoke && (
        <MenuButton icon="ban" className="text-status-failed" onChoose={onRevoke}>
          Revoke
        </MenuButton>
      )}
    </Menu>
  )
}

type LinkRowProps = { link: LinkView; now: number; canCreate: boolean; onRevoke: () => void }

/** One link on one line; on a phone a card with the menu in its corner. */
function LinkRow({ link, now, canCreate, onRevoke }: LinkRowProps) {
  const leftMs = link.endsAt === null ? 0 : Date.parse(link.endsAt) - now
  const state = shownState(link.state, leftMs)
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto]">
      <Cell>
        <CustomerCell link={link} />
      </Cell>
      <Cell className="max-md:order-4">
        <Integrations link={link} />
      </Cell>
      <Cell className="max-md:order-2">
        <span className="flex flex-wrap items-center gap-1.5">
          <StateBadge state={state} renewedAs={link.renewedAs} />
          {link.alarmedAt !== null && <AlarmMark title={alarmTitle(link)} />}
          {state === 'active' && link.isRevoking && <span className="text-muted">being revoked</span>}
        </span>
      </Cell>
      <Cell className="text-muted max-md:order-3 max-md:self-center max-md:text-right">
        <LinkMoment link={{ ...link, state }} leftMs={leftMs} now={now} />
      </Cell>
      <Cell
        className="truncate text-muted max-md:order-5 max-md:text-right md:max-split:hidden"
        title={link.makerName}
      >
        {link.makerName}
      </Cell>
      <Cell className="max-md:order-1 max-md:-m-1 max-md:justify-self-end md:text-right">
        <RowMenu link={{ ...link, state }} canCreate={canCreate} onRevoke={onRevoke} />
      </Cell>
    </Row>
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

function Integrations({ link: { integrations, reconnectsId } }: { link: LinkView }) {
  return (
    <span
      className="flex items-center gap-1"
      title={integrations.map(({ displayName }) => displayName).join(', ')}
    >
      <IntegrationLogos integrations={integrations} />
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

const { Part: RevokeManyDialog } = lazyPart(
  () => import('@/components/links/list/revoke-many-dialog.client').then((module) => module.RevokeManyDialog),
  'This part of the page could not be loaded. Nothing was revoked. Reload the page and try again.',
)

/** Opens the dialog that ends many links at once; its code comes with the first press. */
export function RevokeMany(props: RevokeManyProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="danger" onClick={() => setIsOpen(true)}>
        <Icon name="ban" />
        Revoke many
      </Button>
      {isOpen && (
        <Suspense>
          <RevokeManyDialog {...props} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
