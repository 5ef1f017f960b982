import type { ReactNode } from 'react'

import { Fact } from '@/components/connection-page/fact'
import { Panel } from '@/components/connection-page/panel'
import { CopyText } from '@/components/ui/copy-text.client'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { ToldByNango } from '@/lib/core/connection-view'

/** More than this nobody reads here. */
const mostShown = 50

const faultWords = { auth: 'Login failed', sync: 'Sync failed' } as const

/** What Nango tells of the connection besides, for questions of its support and ours. */
export function ConnectionTold({ told }: { told: ToldByNango }) {
  const { faults, fetchedAt, webhookOverride, config, metadataKeys } = told
  return (
    <Panel id="told" title="At Nango">
      <dl className="divide-y divide-hairline text-sm">
        {faults.map(({ type, logId }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the order is Nango's, and nothing in them is kept
          <Fact key={index} name={faultWords[type]}>
            {logId === null ? (
              <Quiet>without a log</Quiet>
            ) : (
              <>
                <span className="min-w-0">
                  <span className="text-muted">log </span>
                  <span className="font-mono wrap-anywhere">{logId}</span>
                </span>
                <CopyText text={logId} label={`Copy the log ID ${logId}`} />
              </>
            )}
          </Fact>
        ))}
        <Fact name="Last fetched">
          {fetchedAt === null ? <Quiet>never</Quiet> : <LocalMoment at={fetchedAt} />}
        </Fact>
        <Fact name="Webhooks to">
          {webhookOverride === null ? (
            <Quiet>where all of Nango’s go</Quiet>
          ) : (
            <span className="font-mono wrap-anywhere">{webhookOverride.origin ?? hidden}</span>
          )}
        </Fact>
        <Fact name="Config">
          <Names
            what="fields"
            all={config.map(({ name, value }) => [
              name,
              value === null ? <Quiet key="value">{hidden}</Quiet> : value,
            ])}
          />
        </Fact>
        <Fact name="Metadata">
          <Names what="keys" all={metadataKeys.map((key) => [key, null])} />
        </Fact>
      </dl>
    </Panel>
  )
}

const hidden = 'set, hidden'

function Quiet({ children }: { children: ReactNode }) {
  return <span className="font-sans text-muted">{children}</span>
}

type NamesProps = { what: string; all: [name: string, value: ReactNode][] }

function Names({ what, all }: NamesProps) {
  if (all.length === 0) return <Quiet>none</Quiet>
  const more = all.length - mostShown
  return (
    <ul className="flex min-w-0 flex-col gap-0.5 py-1.5 font-mono">
      {all.slice(0, mostShown).map(([name, value]) => (
        <li key={name} className="wrap-anywhere">
          {value === null ? (
            name
          ) : (
            <>
              <span className="text-muted">{name}</span> {value}
            </>
          )}
        </li>
      ))}
      {more > 0 && (
        <li className="font-sans text-muted">
          and {more} more {what}
        </li>
      )}
    </ul>
  )
}
