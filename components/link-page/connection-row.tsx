import Link from 'next/link'

import { CopyText } from '@/components/ui/copy-text.client'
import { Icon } from '@/components/ui/icon.client'
import { LocalTime } from '@/components/ui/local-time.client'
import type { AlarmKind } from '@/lib/core/link-alarm'
import type { LinkConnectionView } from '@/lib/core/link-history-view'
import { routes } from '@/lib/core/routes'

type ConnectionRowProps = { connection: LinkConnectionView; name: string }

const alarmWords: Record<AlarmKind, string> = {
  unexpected: 'Nobody expected this one. Look at it in Nango, and remove it if it is not your customer’s.',
  untagged: 'It may have come of this link after its end: it bears no tags.',
  replaced: 'Its account may have been replaced through this link after its end.',
}

/** One connection that came of a link; one that nobody expected says what to do. */
export function ConnectionRow({ connection, name }: ConnectionRowProps) {
  const { id, integrationKey, at, alarm } = connection
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5">
      <p className="flex items-center gap-2">
        <Icon
          name={alarm === null ? 'checkCircle' : 'alert'}
          className={`size-4 ${alarm === null ? 'text-status-connected' : 'text-status-failed'}`}
        />
        <span className="font-medium">{name}</span>
        <span className="ml-auto text-sm text-muted">
          <LocalTime at={at} />
        </span>
      </p>
      <p className="flex min-w-0 items-center gap-2 font-mono text-sm text-muted">
        <Link
          href={routes.connection(integrationKey, id)}
          prefetch={false}
          className="truncate text-accent underline-offset-2 hover:underline"
        >
          {id}
        </Link>
        <CopyText text={id} label={`Copy the id of the ${name} connection`} />
      </p>
      {alarm !== null && <p className="text-sm text-status-failed">{alarmWords[alarm]}</p>}
    </li>
  )
}
