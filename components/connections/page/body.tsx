import type { ReactNode } from 'react'

import { Disconnect, Retag } from '@/components/connections/page/change-dialogs.client'
import { ConnectionAtNango, ConnectionFacts, ConnectionTags } from '@/components/connections/page/facts'
import { ConnectionLinks } from '@/components/connections/page/links'
import { ShareConnectLink, ShareReconnectLink } from '@/components/connections/share/buttons.client'
import { WaitingNotice } from '@/components/connections/waiting.client'
import { Notice } from '@/components/kit/notice.client'
import { Panel } from '@/components/kit/panel.client'
import {
  type ConnectionDetail,
  type ConnectionHealth,
  type ConnectionLink,
  type ConnectionView,
  deleteScope,
  type KeyLimits,
  updateScope,
} from '@/lib/connections/view'

/** Says why something that the person may do cannot be done here. */
export function ScopeMissing({ scope, without }: { scope: string; without: string }) {
  return (
    <p className="px-4 py-3 text-sm text-muted">
      {without} here: the API key lacks the scope <code className="font-mono text-xs break-all">{scope}</code>
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
export function HealthAdvice({ health }: { health: ConnectionHealth }) {
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
  const { connection, updatedAt, told } = detail
  const liveReconnects = links.filter(
    ({ link, role }) => role === 'reconnects' && link.state === 'active',
  ).length
  return (
    <Columns
      left={
        <>
          <WaitingNotice waiting={connection.waiting} />
          <HealthAdvice health={connection.health} />
          {connection.isSuspected && <SuspicionNotice />}
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
          <ConnectionAtNango told={told} />
        </>
      }
      right={
        <>
          <ConnectionLinks links={links} />
          {canDisconnect && limits.lacksDelete && (
            <Panel id="disconnect" title="Disconnect">
              <ScopeMissing scope={deleteScope} without="Nobody can disconnect" />
            </Panel>
          )}
          {canDisconnect && !limits.lacksDelete && (
            <Disconnect connection={connection} liveReconnects={liveReconnects} />
          )}
        </>
      }
    />
  )
}

function SuspicionNotice() {
  return (
    <Notice tone="failure">
      This connection, or the account behind it, may have come of a link after its end: somebody was already
      on the provider’s page. Open the link under “Links” that it may be of, and say there whether it is
      right. Otherwise disconnect it.
    </Notice>
  )
}

function Columns({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="grid items-start gap-6 split:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] split:gap-8">
      <div className="flex min-w-0 flex-col gap-6">{left}</div>
      <div className="flex min-w-0 flex-col gap-6">{right}</div>
    </div>
  )
}
