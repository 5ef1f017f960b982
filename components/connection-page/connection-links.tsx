import Link from 'next/link'

import { LookAgain } from '@/components/connection-page/look-again.client'
import { Panel } from '@/components/connection-page/panel'
import { LocalMoment } from '@/components/ui/local-moment.client'
import { StateBadge } from '@/components/ui/state-badge'
import type { ConnectionLink, LinkRole } from '@/lib/core/connection-view'
import { routes } from '@/lib/core/routes'

const roleWords: Record<LinkRole, string> = {
  made: 'Connect link',
  reconnects: 'Reconnect link',
  unexpected: 'Came unexpectedly through this link',
  guessed: 'May have come of this link',
}

/** The links that made a connection or were to connect it anew, newest first. */
export function ConnectionLinks({ links }: { links: ConnectionLink[] }) {
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
                Made by {link.isMine ? 'you' : link.makerName}, <LocalMoment at={link.createdAt} />
              </p>
              {changes && <p className="wrap-anywhere">Changed: {changes}.</p>}
              {isSettling && <p>Connect Desk is finding out what changed.</p>}
            </li>
          ))}
        </ul>
      )}
      {links.some(({ isSettling }) => isSettling) && <LookAgain />}
    </Panel>
  )
}
