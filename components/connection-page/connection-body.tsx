import type { ReactNode } from 'react'

import { ConnectionFacts } from '@/components/connection-page/connection-facts'
import { ConnectionLinks } from '@/components/connection-page/connection-links'
import { ConnectionTags } from '@/components/connection-page/connection-tags'
import { ConnectionTold } from '@/components/connection-page/connection-told'
import type { DisconnectAction } from '@/components/connection-page/disconnect-form'
import { Disconnect } from '@/components/connection-page/disconnect.client'
import { HealthAdvice } from '@/components/connection-page/health-advice'
import { Panel } from '@/components/connection-page/panel'
import { Retag } from '@/components/connection-page/retag.client'
import { ScopeMissing } from '@/components/connection-page/scope-missing'
import type { Retag as RetagAction } from '@/components/connection-page/use-retag'
import { WaitingNotice } from '@/components/share/waiting-notice'
import { Notice } from '@/components/ui/notice'
import type { ConnectionDetail, ConnectionLink } from '@/lib/core/connection-view'
import { deleteScope, type KeyLimits, updateScope } from '@/lib/core/key-limits'

type ConnectionBodyProps = {
  detail: ConnectionDetail
  links: ConnectionLink[]
  limits: KeyLimits
  /** Null where the person's role may not. */
  retag: RetagAction | null
  disconnect: DisconnectAction | null
}

/** Everything about one connection, and what can be done with it. */
export function ConnectionBody({ detail, links, limits, retag, disconnect }: ConnectionBodyProps) {
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
              retag &&
              !limits.lacksUpdate && (
                <Retag connection={connection} hasLiveReconnect={liveReconnects > 0} retag={retag} />
              )
            }
            note={
              retag &&
              limits.lacksUpdate && <ScopeMissing scope={updateScope} without="Tags cannot be changed" />
            }
          />
          <ConnectionTold told={told} />
        </>
      }
      right={
        <>
          <ConnectionLinks links={links} />
          {disconnect && limits.lacksDelete && (
            <Panel id="disconnect" title="Disconnect">
              <ScopeMissing scope={deleteScope} without="Nobody can disconnect" />
            </Panel>
          )}
          {disconnect && !limits.lacksDelete && (
            <Disconnect connection={connection} liveReconnects={liveReconnects} disconnect={disconnect} />
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
