import Link from 'next/link'

import { Icon } from '@/components/kit/icon.client'
import { PendingLink } from '@/components/kit/pending-link.client'

type PagerProps = {
  /** Names the landmark, such as "Pages of links". */
  label: string
  /** Where the neighbouring pages are; null where there is none. */
  newer: string | null
  older: string | null
  newerText?: string
  olderText?: string
}

/** The way to newer and older rows. */
export function Pager({ label, newer, older, newerText = 'Newer', olderText = 'Older' }: PagerProps) {
  if (newer === null && older === null) return null
  return (
    <nav aria-label={label} className="mt-4 flex items-center justify-end gap-2">
      {newer !== null && (
        <Link href={newer} prefetch={false} rel="prev" className={look}>
          <PendingLink>
            <Icon name="chevron" className="size-3.5 rotate-90" />
          </PendingLink>
          {newerText}
        </Link>
      )}
      {older !== null && (
        <Link href={older} prefetch={false} rel="next" className={look}>
          {olderText}
          <PendingLink>
            <Icon name="chevron" className="size-3.5 -rotate-90" />
          </PendingLink>
        </Link>
      )}
    </nav>
  )
}

const look =
  'inline-flex h-control items-center gap-2 rounded-lg border border-control-line bg-surface px-3 font-medium transition-colors hover:bg-sunken'
