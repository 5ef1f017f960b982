'use client'

import { useState } from 'react'

import { actionsColumn, DataTable } from '@/components/kit/table/table.client'
import { useAnswer } from '@/components/kit/use-answer'
import { useDeskNow } from '@/components/kit/use-desk-now'
import { LinkRow } from '@/components/links/list/row.client'
import { useLiveLinks, WatchNotice } from '@/components/links/live-links.client'
import { RevokeDialog } from '@/components/links/revoke-dialog.client'
import { revokeLinkAction } from '@/lib/links/actions'
import type { LinkView } from '@/lib/links/view'

const columns = [
  'Customer',
  { title: 'Integrations', className: 'md:w-26' },
  { title: 'State', className: 'md:w-51 split:w-64' },
  { title: 'Time', className: 'md:w-30' },
  { title: 'Maker', className: 'md:w-36 md:max-split:hidden' },
  { ...actionsColumn, className: 'md:w-12' },
]

type LinksTableProps = {
  links: LinkView[]
  /** The desk's clock as of these links, as an ISO instant. */
  asOf: string
  canMake: boolean
}

/** One page of links, newest first; rows that can still change do so by themselves. */
export function LinksTable({ links, asOf, canMake }: LinksTableProps) {
  const now = useDeskNow(asOf) ?? Date.parse(asOf)
  const { shown, learn, isSignedOut, isOffline, silentSince } = useLiveLinks(links, asOf, now)
  const [toRevoke, setToRevoke] = useState<string | null>(null)
  const close = () => setToRevoke(null)
  const revocation = useAnswer(
    () => revokeLinkAction(toRevoke ?? ''),
    (revoked) => {
      void learn(revoked)
      close()
    },
  )
  return (
    <>
      <WatchNotice isSignedOut={isSignedOut} isOffline={isOffline} silentSince={silentSince} />
      <DataTable label="Links" columns={columns} isFixed>
        {shown.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            now={now}
            canMake={canMake}
            onRevoke={() => setToRevoke(link.id)}
          />
        ))}
      </DataTable>
      <RevokeDialog
        isOpen={toRevoke !== null}
        endWords={shown.find(({ id }) => id === toRevoke)?.endWords ?? ''}
        answer={revocation}
        onClose={close}
      />
    </>
  )
}
