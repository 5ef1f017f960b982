import Link from 'next/link'

import { Badge, type Tone } from '@/components/kit/badge.client'
import { Icon } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { LocalTime } from '@/components/kit/time.client'
import { type ConnectionHealth, healthWords } from '@/lib/connections/view'
import { routes } from '@/lib/core/routes'
import { type WaitingLink, waitingText } from '@/lib/links/view'

const healthTones: Record<ConnectionHealth, Tone> = {
  healthy: { icon: 'checkCircle', tone: 'bg-status-connected-soft text-status-connected' },
  auth_error: { icon: 'alert', tone: 'bg-status-failed-soft text-status-failed' },
  sync_error: { icon: 'renew', tone: 'bg-status-soon-soft text-status-soon' },
}

/** A connection's health. */
export function HealthBadge({ health }: { health: ConnectionHealth }) {
  return <Badge {...healthTones[health]}>{healthWords[health]}</Badge>
}

/** Says that the customer of a row has a live link in hand, and leads to the newest. */
export function WaitingMark({ waiting }: { waiting: WaitingLink[] }) {
  const [first] = waiting
  if (!first) return null
  const text = waiting.map((link) => `${waitingText(link)}.`).join(' ')
  return (
    <Link
      href={routes.link(first.id)}
      prefetch={false}
      title={text}
      className="relative inline-flex h-6 shrink-0 items-center gap-1 rounded-full bg-status-waiting-soft px-2 font-medium text-status-waiting hover:underline max-md:my-0.5"
    >
      <Icon name="clock" className="size-3.5" />
      Link waits
      <span className="sr-only">: {text}</span>
    </Link>
  )
}

/** Names the links that a connection's customer may have in hand already; nothing where there is none. */
export function WaitingNotice({ waiting }: { waiting: WaitingLink[] }) {
  if (waiting.length === 0) return null
  return (
    <Notice>
      <ul className="flex flex-col gap-1 wrap-anywhere">
        {waiting.map((link) => (
          <li key={link.id}>
            {waitingText(link)} until <LocalTime at={link.endsAt} />.{' '}
            <Link
              href={routes.link(link.id)}
              prefetch={false}
              className="font-medium text-accent underline underline-offset-2"
            >
              Show it
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
