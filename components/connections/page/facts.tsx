import Link from 'next/link'
import type { ReactNode } from 'react'

import { HealthBadge } from '@/components/connections/marks.client'
import { IntegrationLogo } from '@/components/integrations/logo.client'
import { CopyText } from '@/components/kit/copy.client'
import { Name } from '@/components/kit/name.client'
import { Panel } from '@/components/kit/page.client'
import { TagList } from '@/components/kit/section/section'
import { LocalMoment } from '@/components/kit/time.client'
import type { ConnectionDetail, NangoDetails } from '@/lib/connections/view'
import { routes } from '@/lib/core/routes'

/** A name and what is known under it, as a line of a list of facts. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid items-center gap-x-4 px-4 py-1 min-[22rem]:grid-cols-[7.5rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-h-8 min-w-0 items-center gap-2">{children}</dd>
    </div>
  )
}

/** Whose connection it is, how it is, and where it comes from. */
export function ConnectionFacts({ connection, updatedAt }: Omit<ConnectionDetail, 'details'>) {
  const { id, integration, customer, health, createdAt, madeBy } = connection
  return (
    <Panel id="facts" title="Connection">
      <dl className="divide-y divide-hairline text-sm">
        <Fact name="Health">
          <HealthBadge health={health} />
        </Fact>
        <Fact name="Integration">
          <IntegrationLogo provider={integration.provider} name={integration.displayName} />
          <Name className="truncate">{integration.displayName}</Name>
        </Fact>
        <Fact name="Connection ID">
          <Name className="font-mono wrap-anywhere">{id}</Name>
          <CopyText text={id} label="Copy the connection ID" />
        </Fact>
        {customer.id && (
          <Fact name="Customer ID">
            <Name className="font-mono wrap-anywhere">{customer.id}</Name>
            <CopyText text={customer.id} label="Copy the customer ID" />
          </Fact>
        )}
        <TextFact name="Email" text={customer.email} />
        <TextFact name="Organization" text={organizationOf(customer)} />
        <Fact name="Created">
          <LocalMoment at={createdAt} />
        </Fact>
        <Fact name="Updated">
          <LocalMoment at={updatedAt} />
        </Fact>
        <Fact name="Made by">
          {madeBy ? (
            <Link
              href={routes.link(madeBy.linkId)}
              prefetch={false}
              className="text-accent underline underline-offset-2"
            >
              <Name>{madeBy.makerName}</Name>’s link
            </Link>
          ) : (
            <span className="text-muted">No link of Connect Desk</span>
          )}
        </Fact>
      </dl>
    </Panel>
  )
}

type Organization = Pick<ConnectionDetail['connection']['customer'], 'organizationId' | 'organizationName'>

const organizationOf = ({ organizationId, organizationName }: Organization) =>
  [organizationName, organizationId].filter(Boolean).join(' · ') || null

function TextFact({ name, text }: { name: string; text: string | null }) {
  return text === null ? null : (
    <Fact name={name}>
      <Name className="wrap-anywhere">{text}</Name>
    </Fact>
  )
}

type ConnectionTagsProps = { tags: Record<string, string>; action: ReactNode; note: ReactNode }

/** The tags as they stand at Nango. */
export function ConnectionTags({ tags, action, note }: ConnectionTagsProps) {
  const entries = Object.entries(tags).toSorted(([a], [b]) => a.localeCompare(b))
  return (
    <Panel id="tags" title="Tags" action={action}>
      {entries.length === 0 ? (
        <p className="px-4 py-4 text-muted">This connection has no tags.</p>
      ) : (
        <TagList tags={entries.map(([key, value]) => ({ key, value }))} />
      )}
      {note}
    </Panel>
  )
}

/** More than this nobody reads here. */
const mostShown = 50

const faultWords = { auth: 'Login failed', sync: 'Sync failed' } as const

/** What else Nango keeps of the connection, for questions of its support and ours. */
export function ConnectionAtNango({ details }: { details: NangoDetails }) {
  const { faults, fetchedAt, webhookOverride, config, metadataKeys } = details
  return (
    <Panel id="at-nango" title="At Nango">
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
                  <Name className="font-mono wrap-anywhere">{logId}</Name>
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
            <Name className="font-mono wrap-anywhere">{webhookOverride.origin ?? hidden}</Name>
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
    <ul translate="no" className="flex min-w-0 flex-col gap-0.5 py-1.5 font-mono">
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
