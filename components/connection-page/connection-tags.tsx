import type { ReactNode } from 'react'

import { Panel } from '@/components/connection-page/panel'

type ConnectionTagsProps = { tags: Record<string, string>; action: ReactNode; note: ReactNode }

/** The tags as they stand at Nango. */
export function ConnectionTags({ tags, action, note }: ConnectionTagsProps) {
  const entries = Object.entries(tags).toSorted(([a], [b]) => a.localeCompare(b))
  return (
    <Panel id="tags" title="Tags" action={action}>
      {entries.length === 0 ? (
        <p className="px-4 py-4 text-muted">This connection has no tags.</p>
      ) : (
        <dl className="grid grid-cols-2 gap-x-4 md:grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-y-1 px-4 py-3 font-mono text-sm">
          {entries.map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="text-muted wrap-anywhere">{key}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {note}
    </Panel>
  )
}
