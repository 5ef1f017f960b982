import Link from 'next/link'

import { Icon } from '@/components/ui/icon.client'
import { routes } from '@/lib/core/routes'
import { type WaitingLink, waitingText } from '@/lib/core/waiting-link'

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
      className="inline-flex h-6 shrink-0 items-center gap-1 rounded-full bg-status-waiting-soft px-2 font-medium text-status-waiting hover:underline max-md:my-0.5"
    >
      <Icon name="clock" className="size-3.5" />
      Link waits
      <span className="sr-only">: {text}</span>
    </Link>
  )
}
