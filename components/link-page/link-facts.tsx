import { ConnectionRow } from '@/components/link-page/connection-row'
import type { LinkHistoryView } from '@/lib/core/link-history-view'

type LinkFactsProps = {
  history: LinkHistoryView
  nameOf: (integrationKey: string) => string
}

/** What a link made at Nango, and what it was sent with. */
export function LinkFacts({ history, nameOf }: LinkFactsProps) {
  const { connections, tags } = history
  return (
    <>
      <section aria-labelledby="connections" className="rounded-lg border border-hairline bg-surface">
        <h2
          id="connections"
          className="flex min-h-12 items-center border-b border-hairline px-4 font-semibold"
        >
          Connections
        </h2>
        {connections.length === 0 ? (
          <p className="px-4 py-4 text-muted">
            None yet. Each one stands here as soon as the customer is done.
          </p>
        ) : (
          <ul className="divide-y divide-hairline">
            {connections.map((connection) => (
              <ConnectionRow
                key={`${connection.integrationKey} ${connection.id}`}
                connection={connection}
                name={nameOf(connection.integrationKey)}
              />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="tags" className="rounded-lg border border-hairline bg-surface">
        <h2 id="tags" className="flex min-h-12 items-center border-b border-hairline px-4 font-semibold">
          Tags as sent
        </h2>
        <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3 font-mono text-sm">
          {tags.map(({ key, value }) => (
            <div key={key} className="contents">
              <dt className="truncate text-muted">{key}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
