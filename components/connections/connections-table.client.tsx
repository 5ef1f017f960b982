'use client'

import { ConnectionRow } from '@/components/connections/connection-row'
import { tableLook, tbodyLook, theadLook, thLook } from '@/components/table/table-look'
import type { ConnectionView } from '@/lib/core/connection-view'

type ConnectionsTableProps = {
  connections: ConnectionView[]
  /** The desk's clock as of these connections, in milliseconds. */
  now: number
  canMake: boolean
}

const columns = [
  { title: 'Customer', width: '' },
  { title: 'Integration', width: 'md:w-14 split:w-36' },
  { title: 'Connection', width: 'md:w-29 md:max-xl:hidden' },
  { title: 'Health', width: 'md:w-46' },
  { title: 'Created', width: 'md:w-26 md:max-split:hidden' },
  { title: 'Made by', width: 'md:w-27 md:max-[86rem]:hidden' },
]

/** Stands over logos alone where there is little room. */
const narrow = 'Integration'

/** One page of connections, newest first. */
export function ConnectionsTable({ connections, now, canMake }: ConnectionsTableProps) {
  return (
    <table aria-label="Connections" className={`${tableLook} md:table-fixed`}>
      <thead className={theadLook}>
        <tr>
          {columns.map(({ title, width }) => (
            <th key={title} scope="col" className={`${thLook} ${width}`}>
              <span className={title === narrow ? 'md:max-split:sr-only' : ''}>{title}</span>
            </th>
          ))}
          {canMake && (
            <th scope="col" className={`${thLook} md:w-56`}>
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className={tbodyLook}>
        {connections.map((connection) => (
          <ConnectionRow
            key={`${connection.integration.key} ${connection.id}`}
            connection={connection}
            now={now}
            canMake={canMake}
          />
        ))}
      </tbody>
    </table>
  )
}
