import Link from 'next/link'

import { RefreshWhileSettling } from '@/components/connections/page/refresh.client'
import { buttonClass } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { PageTitle } from '@/components/kit/page-title.client'
import { Panel } from '@/components/kit/panel.client'
import { LocalMoment } from '@/components/kit/time.client'
import { StateBadge } from '@/components/links/state-badge.client'
import type { ConnectionLink, LinkRole } from '@/lib/connections/view'
import type { FailureView } from '@/lib/core/failure'
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
      {links.some(({ isSettling }) => isSettling) && <RefreshWhileSettling />}
    </Panel>
  )
}

type ConnectionMissingProps = { failure: FailureView; links: ConnectionLink[]; here: string }

/** What stands in a connection's place when Nango does not tell of it; the desk's own history stands all the same. */
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
            <Notice tone="failure" role="alert">
              {failure.message}
            </Notice>
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
