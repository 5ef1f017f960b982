import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'
import { LocalTime } from '@/components/ui/local-time.client'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'

type CardFooterProps = {
  link: LinkView
  isLive: boolean
  isSignedOut: boolean
  isOffline: boolean
  renew: { run: () => void; isPending: boolean; message: string | null }
  onRevoke: () => void
}

/** How the watching goes, and the two ways to end a link early. */
export function CardFooter({ link, isLive, isSignedOut, isOffline, renew, onRevoke }: CardFooterProps) {
  return (
    <>
      <div className="mr-auto min-w-0 flex-1 text-sm text-muted">
        {renew.message ? (
          <p role="alert" className="text-status-failed">
            {renew.message}
          </p>
        ) : (
          <Connection
            isSignedOut={isSignedOut}
            isOffline={isOffline}
            otherwise={<Facts link={link} isLive={isLive} />}
          />
        )}
      </div>
      {isLive && link.canEnd && (
        <>
          <Button
            look="quiet"
            aria-busy={renew.isPending}
            aria-disabled={renew.isPending}
            onClick={renew.run}
          >
            <Icon name="renew" />
            {renew.isPending ? 'Renewing…' : 'Renew'}
          </Button>
          <Button look="danger" onClick={onRevoke}>
            <Icon name="ban" />
            Revoke
          </Button>
        </>
      )}
    </>
  )
}

type ConnectionProps = { isSignedOut: boolean; isOffline: boolean; otherwise: ReactNode }

function Connection({ isSignedOut, isOffline, otherwise }: ConnectionProps) {
  if (isSignedOut)
    return (
      <p role="alert">
        You are signed out.{' '}
        <a
          href={routes.signIn()}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-2"
        >
          Sign in again
        </a>
      </p>
    )
  return isOffline ? <p>Offline, retrying</p> : otherwise
}

function Facts({ link, isLive }: { link: LinkView; isLive: boolean }) {
  const isOnOwnPage = usePathname() === routes.link(link.id)
  return (
    <p>
      {isLive && link.attemptFailedAt ? (
        <>
          An attempt failed at <LocalTime at={link.attemptFailedAt} />; it may have been this customer or
          another one.
        </>
      ) : (
        <>
          Made by {link.isMine ? 'you' : link.makerName} at <LocalTime at={link.createdAt} />.
        </>
      )}{' '}
      {!isOnOwnPage && (
        <Link
          href={routes.link(link.id)}
          prefetch={false}
          className="whitespace-nowrap text-accent underline underline-offset-2"
        >
          History
        </Link>
      )}
    </p>
  )
}
