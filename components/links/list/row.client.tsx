import { IntegrationLogos } from '@/components/integrations/logos.client'
import { AlarmMark } from '@/components/kit/badge.client'
import { Icon } from '@/components/kit/icon.client'
import { Menu, MenuButton, MenuLink } from '@/components/kit/menu.client'
import { Id, Name } from '@/components/kit/name.client'
import { RelativeTime } from '@/components/kit/relative-time.client'
import { Cell, LinkedRow, RowLink } from '@/components/kit/table/table.client'
import { needOf } from '@/components/links/desk/today-groups'
import type { RowActions } from '@/components/links/list/row-actions.client'
import { StateBadge } from '@/components/links/state-badge.client'
import { routes } from '@/lib/core/routes'
import { agoText, leftText } from '@/lib/core/time-words'
import { customerTitle } from '@/lib/customers/view'
import { leftOf, type LinkView, mayRenew } from '@/lib/links/view'
import { shownState } from '@/lib/links/words'

type RowMenuProps = { link: LinkView; canCreate: boolean; actions: RowActions }

/** What can be done with a link of the list. It opens without script too. */
function RowMenu({ link, canCreate, actions }: RowMenuProps) {
  const { id, state, isRevoking } = link
  const isLive = state === 'active' && !isRevoking
  return (
    <Menu label={`Actions for the link of ${customerTitle(link.customer)}`}>
      <MenuLink icon="expand" href={routes.link(id)}>
        Open
      </MenuLink>
      {isLive && link.canReveal && (
        <MenuButton icon="copy" onChoose={() => actions.copy(id)}>
          Copy link
        </MenuButton>
      )}
      {canCreate && (
        <MenuLink icon="plus" href={routes.newLinkLike(id)}>
          Same customer
        </MenuLink>
      )}
      {canCreate && mayRenew(link, state) && (
        <MenuButton icon="renew" onChoose={() => actions.renew(id)}>
          Renew
        </MenuButton>
      )}
      {isLive && link.canEnd && (
        <MenuButton icon="ban" className="text-status-failed" onChoose={() => actions.revoke(id)}>
          Revoke
        </MenuButton>
      )}
    </Menu>
  )
}

type LinkRowProps = { link: LinkView; now: number; canCreate: boolean; actions: RowActions }

/** One link on one line; on a phone a card with the menu in its corner. */
export function LinkRow({ link, now, canCreate, actions }: LinkRowProps) {
  const leftMs = leftOf(link, now)
  const state = shownState(link.state, leftMs)
  return (
    <LinkedRow className="grid-cols-[minmax(0,1fr)_auto]">
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
          {state === 'active' && <Left link={link} leftMs={leftMs} />}
          {(link.handoff ?? link.mail) && <Need link={link} now={now} />}
        </span>
      </Cell>
      <Cell className="text-muted max-md:order-3 max-md:self-center max-md:text-right">
        <RelativeTime at={link.createdAt}>{agoText(now - Date.parse(link.createdAt))}</RelativeTime>
      </Cell>
      <Cell className="text-muted max-md:order-5 max-md:text-right md:max-split:hidden">
        <Name className="block truncate text-left max-md:text-right" title={link.makerName}>
          {link.makerName}
        </Name>
      </Cell>
      <Cell className="max-md:order-1 max-md:-m-1 max-md:justify-self-end md:text-right">
        <RowMenu link={{ ...link, state }} canCreate={canCreate} actions={actions} />
      </Cell>
    </LinkedRow>
  )
}

/** What the customer of a link that is away waits for from the staff. */
function Need({ link, now }: { link: LinkView; now: number }) {
  const need = needOf(link, now)
  return need && <span className="text-status-soon">{need}</span>
}

/** How long a link that lives still has. */
function Left({ link: { isRevoking, endsAt }, leftMs }: { link: LinkView; leftMs: number }) {
  if (isRevoking) return <span className="text-muted">being revoked</span>
  return (
    endsAt && (
      <span className="text-muted">
        <RelativeTime at={endsAt}>{leftText(leftMs)}</RelativeTime>
      </span>
    )
  )
}

function CustomerCell({ link: { id, customer } }: { link: LinkView }) {
  const title = customerTitle(customer)
  return (
    <span className="flex min-w-0 items-baseline gap-x-2 max-md:flex-col" title={customer.id}>
      <RowLink href={routes.link(id)} className="max-w-full min-w-0 shrink-0 truncate md:max-w-[60%]">
        {title}
      </RowLink>
      {customer.organizationName && (
        <Name className="relative max-w-full min-w-0 truncate text-muted">{customer.organizationName}</Name>
      )}
      {title !== customer.id && (
        <Id className="relative max-w-full min-w-0 truncate text-muted md:max-w-[35%] md:shrink-0 md:max-split:hidden">
          {customer.id}
        </Id>
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
