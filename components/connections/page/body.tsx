import Link from 'next/link'

import { WaitingNotice } from '@/components/connections/marks.client'
import { Disconnect, RefreshWhileSettling, Retag } from '@/components/connections/page/actions.client'
import { ConnectionAtNango, ConnectionFacts, ConnectionTags } from '@/components/connections/page/facts'
import { ShareConnectLink, ShareReconnectLink } from '@/components/connections/share/buttons.client'
import { buttonClass } from '@/components/kit/button.client'
import { Name } from '@/components/kit/name.client'
import { FailureNotice, Notice } from '@/components/kit/notice.client'
import { PageTitle, Panel } from '@/components/kit/page.client'
import { LocalMoment } from '@/components/kit/time.client'
import { StateBadge } from '@/components/links/state-badge.client'
import {
  type ConnectionDetail,
  type ConnectionHealth,
  type ConnectionView,
  deleteScope,
  type KeyLimits,
  updateScope,
} from '@/lib/connections/view'
import type { FailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'
import type { ConnectionLink, LinkRole } from '@/lib/links/view'

/** Says why something that the person may do cannot be done here. */
function ScopeMissing({ scope, without }: { scope: string; without: string }) {
  return (
    <p className="px-4 py-3 text-sm text-muted">
      {without} here: the API key lacks the scope{' '}
      <code translate="no" className="font-mono text-xs break-all">
        {scope}
      </code>
      . An admin can add it in Nango.
    </p>
  )
}

type Fault = Exclude<ConnectionHealth, 'healthy'>

const advice: Record<Fault, string> = {
  auth_error:
    'Nango cannot log in with what the customer gave it any more. Share a reconnect link: once the customer has logged in again, everything goes on with this connection.',
  sync_error:
    'A sync that uses this connection failed. The login itself still works, so a reconnect link rarely helps: only where the account lacks a right. Look at the sync in Nango first.',
}

/** What a fault of a connection means and what to do about it. */
function HealthAdvice({ health }: { health: ConnectionHealth }) {
  if (health === 'healthy') return null
  return <Notice tone={health === 'auth_error' ? 'failure' : 'warning'}>{advice[health]}</Notice>
}

type ShareConnectionProps = { connection: ConnectionView; opensAtOnce: boolean }

/** The two kinds of link for a connection's customer; the one that mends a fault stands out. */
export function ShareConnection({ connection, opensAtOnce }: ShareConnectionProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <ShareConnectLink customer={connection.customer} variant="plain" />
      <ShareReconnectLink
        connection={connection}
        variant={connection.health === 'auth_error' ? 'primary' : 'plain'}
        opensAtOnce={opensAtOnce}
      />
    </div>
  )
}

type ConnectionBodyProps = {
  detail: ConnectionDetail
  links: ConnectionLink[]
  limits: KeyLimits
  /** What the person's role allows. */
  canRetag: boolean
  canDisconnect: boolean
}

/** Everything about one connection, and what can be done with it. */
export function ConnectionBody({ detail, links, limits, canRetag, canDisconnect }: ConnectionBodyProps) {
  const { connection, updatedAt, details } = detail
  const liveReconnects = links.filter(
    ({ link, role }) => role === 'reconnects' && link.state === 'active',
  ).length
  return (
    <div className="grid items-start gap-6 split:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] split:gap-8">
      <div className="flex min-w-0 flex-col gap-6">
        <WaitingNotice waiting={connection.waiting} />
        <HealthAdvice health={connection.health} />
        {connection.isSuspected && (
          <Notice tone="failure">
            This connection, or the account behind it, may have come of a link after its end: somebody was
            already on the provider’s page. Open the link under “Links” that it may be of, and say there
            whether it is right. Otherwise disconnect it.
          </Notice>
        )}
        <ConnectionFacts connection={connection} updatedAt={updatedAt} />
        <ConnectionTags
          tags={connection.tags}
          action={
            canRetag &&
            !limits.lacksUpdate && <Retag connection={connection} hasLiveReconnect={liveReconnects > 0} />
          }
          note={
            canRetag &&
            limits.lacksUpdate && <ScopeMissing scope={updateScope} without="Tags cannot be changed" />
          }
        />
        <ConnectionAtNango details={details} />
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <ConnectionLinks links={links} />
        {canDisconnect && limits.lacksDelete && (
          <Panel id="disconnect" title="Disconnect">
            <ScopeMissing scope={deleteScope} without="Nobody can disconnect" />
          </Panel>
        )}
        {canDisconnect && !limits.lacksDelete && (
          <Disconnect connection={connection} liveReconnects={liveReconnects} />
        )}
      </div>
    </div>
  )
}

const roleWords: Record<LinkRole, string> = {
  made: 'Connect link',
  reconnects: 'Reconnect link',
  unexpected: 'Came unexpectedly through this link',
  guessed: 'May have come of this link',
}

/** The links that created a connection or were to connect it anew, newest first. */
function ConnectionLinks({ links }: { links: ConnectionLink[] }) {
  return (
    <Panel id="links" title="Links">
      {links.length === 0 ? (
        <p className="px-4 py-4 text-muted">
          No link of Connect Desk made this connection. Reconnect links for it will stand here.
        </p>
      ) : (
        <ul className="divide-y divide-hairline">
          {links.map(({ link, role, changes, isSettling }) => (
            <li key={link.id} className="flex flex-col gap-1 px-4 py-2.5 text-sm">
              <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <Link
                  href={routes.link(link.id)}
                  prefetch={false}
                  className="font-medium text-accent underline-offset-2 hover:underline"
                >
                  {roleWords[role]}
                </Link>
                <StateBadge state={link.state} renewedAs={link.renewedAs} />
              </p>
              <p className="text-muted">
                Made by {link.isMine ? 'you' : <Name>{link.makerName}</Name>},{' '}
                <LocalMoment at={link.createdAt} />
              </p>
              {changes && <p className="wrap-anywhere">Changed: {changes}.</p>}
              {isSettling && <p>Connect Desk is finding out what changed.</p>}
            </li>
          ))}
        </ul>
      )}
      {links.some(({ isSettling }) => isSettling) && <RefreshWhileSettling />}
    </Panel>
  )
}

type ConnectionMissingProps = { failure: FailureView; links: ConnectionLink[]; here: string }

/** What stands in a connection's place when Nango does not answer with it; the desk's own history stands all the same. */
export function ConnectionMissing({ failure, links, here }: ConnectionMissingProps) {
  const final = finalText(failure)
  return (
    <>
      <PageTitle>Connection</PageTitle>
      <div className="flex max-w-xl flex-col items-stretch gap-6">
        {final ? (
          <Notice tone="warning">{final}</Notice>
        ) : (
          <div className="flex flex-col items-start gap-3">
            <FailureNotice message={failure.message} />
            <a href={here} className={buttonClass()}>
              Try again
            </a>
          </div>
        )}
        <ConnectionLinks links={links} />
      </div>
    </>
  )
}

/** What no second try changes. */
const finalText = ({ code, message }: FailureView) => {
  if (code === 'connection_gone')
    return 'This connection is no more at Nango: somebody removed it, there or here. The history of its links stays.'
  return code === 'connection_unreadable' ? message : null
}
