import Link from 'next/link'

import { ShareConnectLink } from '@/components/share/share-buttons.client'
import { EmptyState } from '@/components/table/empty-state'
import { linkLook } from '@/components/ui/button'
import { routes } from '@/lib/core/routes'

type NoConnectionsProps = { isFiltered: boolean; isBelow: boolean; canMake: boolean }

/** What stands in the place of an empty list; `isBelow` another page of it. */
export function NoConnections({ isFiltered, isBelow, canMake }: NoConnectionsProps) {
  if (isBelow)
    return (
      <EmptyState icon="plug" title="No more connections" text="The list ends here. Go back to the newest." />
    )
  if (isFiltered)
    return (
      <EmptyState
        icon="x"
        title="No connection matches"
        text="Change a filter, or look at all connections again."
      >
        <Link href={routes.connections()} prefetch={false} className={linkLook()}>
          Show all connections
        </Link>
      </EmptyState>
    )
  return (
    <EmptyState
      icon="plug"
      title="Nothing yet"
      text="Every connection at Nango stands here, with its health and the link that made it."
    >
      {canMake && <ShareConnectLink />}
    </EmptyState>
  )
}
