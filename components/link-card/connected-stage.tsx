import Link from 'next/link'

import { Button, linkLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'
import { LocalTime } from '@/components/ui/local-time.client'
import { durationText } from '@/lib/core/duration-text'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'

type ConnectedStageProps = {
  link: LinkView
  onNewLink: (() => void) | undefined
  onSameCustomer: (() => void) | undefined
}

/** The moment that everybody waited for. */
export function ConnectedStage({ link, onNewLink, onSameCustomer }: ConnectedStageProps) {
  const { integrations, connectedAt, createdAt, isMine, makerName } = link
  const names = new Intl.ListFormat('en').format(integrations.map(({ displayName }) => displayName))
  return (
    <div className="flex flex-col items-center justify-center gap-4 text-center">
      <span className="flex size-28 items-center justify-center rounded-full bg-status-connected-soft text-status-connected">
        <Icon name="check" className="size-16" />
      </span>
      <div>
        <p className="text-xl font-semibold">{names}</p>
        {connectedAt && (
          <p className="mt-1 text-muted">
            Connected at <LocalTime at={connectedAt} />,{' '}
            {durationText(new Date(connectedAt).getTime() - new Date(createdAt).getTime())} after{' '}
            {isMine ? 'you' : makerName} made the link
          </p>
        )}
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        {onSameCustomer && <Button onClick={onSameCustomer}>Same customer</Button>}
        {onNewLink && (
          <Button look="primary" onClick={onNewLink}>
            New link
          </Button>
        )}
        {integrations.map(
          ({ key, displayName, connectionId }) =>
            connectionId && (
              <Link
                key={key}
                href={routes.connection(key, connectionId)}
                prefetch={false}
                className={linkLook()}
              >
                Open {integrations.length > 1 && `${displayName} `}connection
              </Link>
            ),
        )}
      </div>
    </div>
  )
}
