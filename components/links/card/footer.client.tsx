import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ComponentProps, ReactNode } from 'react'

import { Button } from '@/components/kit/button.client'
import { FormDialog } from '@/components/kit/form-dialog.client'
import { Icon } from '@/components/kit/icon.client'
import { Name } from '@/components/kit/name.client'
import { LocalTime } from '@/components/kit/time.client'
import { routes } from '@/lib/core/routes'
import type { LinkView } from '@/lib/links/view'
import { attemptFailureWords } from '@/lib/links/words'

type RenewDialogProps = Pick<ComponentProps<typeof FormDialog>, 'isOpen' | 'answer' | 'onClose'> & {
  isLive: boolean
  /** What the end of the old link does not stop. */
  endWords: string
}

/** Asks before a new link takes the place of one that lives: the customer may have it in hand. */
export function RenewDialog({ isLive, endWords, ...rest }: RenewDialogProps) {
  return (
    <FormDialog
      label="Renew this link?"
      cancelText={isLive ? 'Keep it' : 'Cancel'}
      action={{ text: 'Renew', pendingText: 'Renewing…', variant: 'primary' }}
      {...rest}
    >
      <p>
        {isLive
          ? 'The link that you sent stops working at once. A new one, with its full time, takes its place: send that one to the customer.'
          : 'The customer gets a new link for the same integrations, with its full time: send it to them.'}
      </p>
      {isLive && <p className="text-muted">{endWords}</p>}
    </FormDialog>
  )
}

type CardFooterProps = {
  link: LinkView
  isLive: boolean
  /** So little time is left that a new link is the next thing. */
  isSoon: boolean
  isSignedOut: boolean
  isOffline: boolean
  /** Since when Nango could not be asked how the link is; null while it can. */
  silentSince: string | null
  isRenewing: boolean
  /** Why the link could not be renewed, or what was done with it not recorded. */
  message: ReactNode
  onRenew: () => void
  onRevoke: () => void
}

/** How the watching goes, and the two ways to end a link early. */
export function CardFooter(props: CardFooterProps) {
  const { link, isLive, isSignedOut, isOffline, silentSince } = props
  const { isRenewing, message, onRenew, onRevoke } = props
  return (
    <>
      <div className="mr-auto min-w-0 flex-1 text-sm text-muted">
        {message ? (
          <p role="alert" className="text-status-failed">
            {message}
          </p>
        ) : (
          <Connection
            isSignedOut={isSignedOut}
            isOffline={isOffline}
            otherwise={silentSince ? <Silence since={silentSince} /> : <Facts link={link} isLive={isLive} />}
          />
        )}
      </div>
      {isLive && link.canEnd && (
        <>
          <Button variant={props.isSoon ? 'primary' : 'quiet'} onClick={onRenew}>
            <Icon name="renew" />
            {isRenewing ? 'Renewing…' : 'Renew'}
          </Button>
          <Button variant="danger" onClick={onRevoke}>
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

function Silence({ since }: { since: string }) {
  return (
    <output>
      Nango has not answered since <LocalTime at={since} />; this may be out of date.
    </output>
  )
}

function Facts({ link, isLive }: { link: LinkView; isLive: boolean }) {
  const isOnOwnPage = usePathname() === routes.link(link.id)
  const failedAt = isLive && link.attemptFailedAt
  return (
    <p>
      <span aria-live="polite" aria-atomic="true">
        {failedAt && (
          <span>
            {attemptFailureWords[link.attemptFailure ?? 'unknown']} at <LocalTime at={failedAt} />.
          </span>
        )}
      </span>
      {!failedAt && (
        <>
          Made by {link.isMine ? 'you' : <Name>{link.makerName}</Name>} at <LocalTime at={link.createdAt} />.
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
