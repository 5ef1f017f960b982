import Link from 'next/link'

import { LocalTime } from '@/components/ui/local-time.client'
import { Notice } from '@/components/ui/notice'
import { routes } from '@/lib/core/routes'
import { type WaitingLink, waitingText } from '@/lib/core/waiting-link'

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
