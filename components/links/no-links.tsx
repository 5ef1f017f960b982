import Link from 'next/link'

import { EmptyState } from '@/components/table/empty-state'
import { linkLook } from '@/components/ui/button'
import { routes } from '@/lib/core/routes'

/** What stands in the place of an empty list. */
export function NoLinks({ isFiltered, canMake }: { isFiltered: boolean; canMake: boolean }) {
  if (isFiltered)
    return (
      <EmptyState icon="x" title="No link matches" text="Change a filter, or look at all links again.">
        <Link href={routes.links()} prefetch={false} className={linkLook()}>
          Clear filters
        </Link>
      </EmptyState>
    )
  return (
    <EmptyState
      icon="clock"
      title="Nothing yet"
      text="Every link that anybody makes stands here, with what became of it."
    >
      {canMake && (
        <Link href={routes.newLink()} className={linkLook('primary')}>
          New link
        </Link>
      )}
    </EmptyState>
  )
}
