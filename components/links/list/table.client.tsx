'use client'

import { Suspense, useMemo, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { useDeskNow } from '@/components/kit/relative-time.client'
import { actionsColumn, DataTable } from '@/components/kit/table/table.client'
import { useAttention } from '@/components/links/attention'
import type { RevokeManyProps } from '@/components/links/list/revoke-many-dialog.client'
import { useRowActions } from '@/components/links/list/row-actions.client'
import { LinkRow } from '@/components/links/list/row.client'
import { useLiveLinks, WatchNotice } from '@/components/links/live-links.client'
import type { LinkView } from '@/lib/links/view'

const columns = [
  'Customer',
  { title: 'Integrations', className: 'md:w-26' },
  { title: 'State', className: 'md:w-74 split:w-80' },
  { title: 'Made', className: 'md:w-28' },
  { title: 'Maker', className: 'md:w-36 md:max-split:hidden' },
  { ...actionsColumn, className: 'md:w-12' },
]

type LinksTableProps = {
  links: LinkView[]
  /** The desk's clock as of these links, as an ISO instant. */
  asOf: string
  canCreate: boolean
}

/** One page of links, newest first; rows that can still change do so by themselves. */
export function LinksTable({ links, asOf, canCreate }: LinksTableProps) {
  const now = useDeskNow(asOf) ?? Date.parse(asOf)
  const { shown, learn, isSignedOut, isOffline, silentSince } = useLiveLinks(links, asOf, now)
  const own = useMemo(() => shown.filter(({ isMine }) => isMine), [shown])
  useAttention(own, now)
  const { actions, parts } = useRowActions(shown, learn)
  return (
    <>
      <WatchNotice isSignedOut={isSignedOut} isOffline={isOffline} silentSince={silentSince} />
      <DataTable label="Links" columns={columns} isFixed>
        {shown.map((link) => (
          <LinkRow key={link.id} link={link} now={now} canCreate={canCreate} actions={actions} />
        ))}
      </DataTable>
      {parts}
    </>
  )
}

const { Part: RevokeManyDialog } = lazyPart(
  () => import('@/components/links/list/revoke-many-dialog.client').then((module) => module.RevokeManyDialog),
  'This part of the page could not be loaded. Nothing was revoked. Reload the page and try again.',
)

/** Opens the dialog that ends many links at once; its code comes with the first press. */
export function RevokeMany(props: RevokeManyProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="danger" onClick={() => setIsOpen(true)}>
        <Icon name="ban" />
        Revoke many
      </Button>
      {isOpen && (
        <Suspense>
          <RevokeManyDialog {...props} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
