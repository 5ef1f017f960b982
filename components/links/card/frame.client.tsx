import { type ReactNode, Suspense } from 'react'

import { IntegrationLogo } from '@/components/integrations/logo.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { Id, Name } from '@/components/kit/name.client'
import { Notice } from '@/components/kit/notice.client'
import { listText } from '@/lib/core/sentence'
import { customerTitle } from '@/lib/customers/view'
import type { LinkView } from '@/lib/links/view'

/** Comes with the first link that was mailed. */
const { Part: MailLine } = lazyPart(() =>
  import('@/components/mail/mail-line.client').then((module) => module.MailLine),
)

type ProgressListProps = { integrations: LinkView['integrations']; isHandoff: boolean }

/** The link's integrations; with several of them, how far each one is. */
function ProgressList({ integrations, isHandoff }: ProgressListProps) {
  const isSeveral = integrations.length > 1
  const done = integrations.filter(({ connectedAt }) => connectedAt !== null).length
  return (
    <div className="flex flex-col gap-1.5">
      <ul data-print="integrations" className="flex flex-wrap gap-1.5">
        {integrations.map(({ key, provider, displayName, connectedAt }) => (
          <li
            key={key}
            className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-md border border-hairline px-2 text-sm"
          >
            <IntegrationLogo provider={provider} name={displayName} className="size-4" />
            <span translate="no" className="truncate">
              {displayName}
            </span>
            {isSeveral && (
              <>
                <Icon
                  name={connectedAt ? 'checkCircle' : 'circle'}
                  className={`size-3.5 ${connectedAt ? 'text-status-connected' : 'text-muted'}`}
                />
                <span className="sr-only">{connectedAt ? 'connected' : 'not connected yet'}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      {isSeveral && (
        <p className="text-sm text-muted">
          <span className="font-medium text-ink tabular-nums">
            {done} of {integrations.length} connected.
          </span>{' '}
          {done < integrations.length && !isHandoff && 'The customer opens the link again for the next one.'}
        </p>
      )}
    </div>
  )
}

type CardFrameProps = {
  link: LinkView
  badge: ReactNode
  alarms: ReactNode
  children: ReactNode
  footer: ReactNode
}

const customerLineId = ({ id }: LinkView) => `customer-of-${id}`

/** The parts of a card that stand still whatever happens to the link: its height is the same in every state. */
export function CardFrame({ link, badge, alarms, children, footer }: CardFrameProps) {
  return (
    <>
      <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-hairline px-4 py-2">
        <h2 className="font-semibold">{link.reconnectsId ? 'Reconnect link' : 'Connect link'}</h2>
        {badge}
      </header>
      {alarms}
      <IntegrationGone link={link} />
      {link.connectionGoneAt && (
        <Notice tone="failure" role="alert" className="m-4 mb-0">
          The connection that this link was to reconnect is no more at Nango, so the link leads nowhere.
          Revoke it, and make a new connect link for the customer.
        </Notice>
      )}
      <div className="flex flex-col gap-4 p-4">
        <div className="flex flex-col gap-2">
          <CustomerLine link={link} />
          {link.ticket && <Ticket {...link.ticket} />}
          <ProgressList integrations={link.integrations} isHandoff={link.handoff !== null} />
          {link.hosts.length > 0 && (
            <p className="text-sm wrap-anywhere">
              Credentials go to <span className="font-mono">{link.hosts.join(', ')}</span>
            </p>
          )}
          <Suspense>{link.mail && <MailLine link={link} mail={link.mail} />}</Suspense>
        </div>
        <div className="grid min-h-stage-tall grid-cols-[minmax(0,1fr)] @md:min-h-stage">{children}</div>
      </div>
      <footer className="flex min-h-[calc(var(--control)+1.25rem)] flex-wrap items-center justify-end gap-2 border-t border-hairline px-4 py-2">
        {footer}
      </footer>
    </>
  )
}

/** Whose link it is. However long a name is, the id stands beside it, on a phone below it. */
function CustomerLine({ link }: { link: LinkView }) {
  const { id, organizationName } = link.customer
  const title = customerTitle(link.customer)
  return (
    <p
      id={customerLineId(link)}
      translate="no"
      className="flex flex-wrap items-baseline gap-x-2 *:max-w-full *:truncate @md:flex-nowrap"
    >
      <Name data-print="name" className="font-medium @md:max-w-1/2! @md:shrink-0">
        {title}
      </Name>{' '}
      {organizationName && (
        <span className="min-w-0 text-muted">
          <span className="@max-md:sr-only">·</span> <Name>{organizationName}</Name>
        </span>
      )}{' '}
      {title !== id && <Id className="text-muted @md:max-w-[30%]! @md:shrink-0">{id}</Id>}
    </p>
  )
}

/** The helpdesk's ticket that the link is for; it opens beside the desk. */
function Ticket({ number, url }: NonNullable<LinkView['ticket']>) {
  const text = (
    <>
      Ticket <span translate="no">{number}</span>
    </>
  )
  if (url === null) return <p className="text-sm wrap-anywhere text-muted">{text}</p>
  return (
    <p className="text-sm wrap-anywhere">
      <a href={url} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
        {text}
      </a>
    </p>
  )
}

/** Nango lets nobody connect with an integration that was deleted there, and says so to the customer alone. */
function IntegrationGone({ link: { state, integrations } }: { link: LinkView }) {
  const gone = integrations.filter(({ goneAt, connectedAt }) => goneAt !== null && connectedAt === null)
  if (state !== 'active' || gone.length === 0) return null
  const names = listText(gone.map(({ displayName }) => displayName))
  return (
    <Notice tone="failure" role="alert" className="m-4 mb-0">
      {names} {gone.length > 1 ? 'were' : 'was'} deleted at Nango, so this link cannot connect{' '}
      {gone.length > 1 ? 'them' : 'it'}. Revoke the link, and make a new one with an integration that is
      there. If it was deleted by mistake, have an admin make it again.
    </Notice>
  )
}

const cardClass = '@container scroll-mt-18 rounded-lg border border-hairline bg-surface desk:scroll-mt-4'

/** What makes an element the card's region: who hears that it has the focus also hears whose link it is. */
export function regionOf(link: LinkView) {
  return {
    tabIndex: -1,
    'aria-label': 'Connect link',
    'aria-describedby': customerLineId(link),
    className: cardClass,
  }
}
