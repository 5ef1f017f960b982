import { useState } from 'react'

import { RevokeDialog } from '@/components/link-card/revoke-dialog'
import { useAnswer } from '@/components/link-card/use-answer'
import { LinkRow } from '@/components/links/link-row'
import type { LinksTableProps } from '@/components/links/links-table.client'
import { useLiveLinks } from '@/components/links/use-live-links'
import { WatchNotice } from '@/components/links/watch-notice'
import { useDeskNow } from '@/components/new-link/use-desk-now'
import { tableLook, tbodyLook, theadLook, thLook } from '@/components/table/table-look'

const columns = [
  { title: 'Customer', width: '' },
  { title: 'Integrations', width: 'md:w-26' },
  { title: 'State', width: 'md:w-51 split:w-64' },
  { title: 'Time', width: 'md:w-30' },
  { title: 'Maker', width: 'md:w-36 md:max-split:hidden' },
]

/** The table itself, and the question before a link of it is revoked. */
export function LinksTableBody({ links, asOf, canMake, revoke }: LinksTableProps) {
  const now = useDeskNow(asOf) ?? Date.parse(asOf)
  const { shown, learn, isSignedOut, isOffline, silentSince } = useLiveLinks(links, asOf, now)
  const [toRevoke, setToRevoke] = useState<string | null>(null)
  const close = () => setToRevoke(null)
  const revocation = useAnswer(
    () => revoke(toRevoke ?? ''),
    (revoked) => {
      void learn(revoked)
      close()
    },
  )
  return (
    <>
      <WatchNotice isSignedOut={isSignedOut} isOffline={isOffline} silentSince={silentSince} />
      <table aria-label="Links" className={`${tableLook} md:table-fixed`}>
        <thead className={theadLook}>
          <tr>
            {columns.map(({ title, width }) => (
              <th key={title} scope="col" className={`${thLook} ${width}`}>
                {title}
              </th>
            ))}
            <th scope="col" className={`${thLook} md:w-12`}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className={tbodyLook}>
          {shown.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              now={now}
              canMake={canMake}
              onRevoke={() => setToRevoke(link.id)}
            />
          ))}
        </tbody>
      </table>
      <RevokeDialog
        isOpen={toRevoke !== null}
        endWords={shown.find(({ id }) => id === toRevoke)?.endWords ?? ''}
        isPending={revocation.isPending}
        message={revocation.message}
        onRevoke={revocation.run}
        onClose={close}
      />
    </>
  )
}
