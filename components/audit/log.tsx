import Link from 'next/link'
import { notFound } from 'next/navigation'

import { Id, Name } from '@/components/kit/name.client'
import { Filters } from '@/components/kit/table/filters'
import { EmptyState, ListCount, Pager } from '@/components/kit/table/table-page'
import { Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { LinkByEnd } from '@/components/links/link-by-end'
import { eventCatalogue } from '@/lib/audit/events'
import { eventGroups } from '@/lib/audit/events/entry'
import { type AuditFilter, deskItself, type EventCursor } from '@/lib/audit/schema'
import type { AuditLine, AuditPage } from '@/lib/audit/view'
import { deskName } from '@/lib/core/actor'
import { toListQuery } from '@/lib/core/paging'
import type { Result } from '@/lib/core/result'
import { routes } from '@/lib/core/routes'

/** Groups first, then each kind by itself. */
const kindOptions = [
  ...Object.entries(eventGroups).map(([value, title]) => ({ value, label: `All of: ${title}` })),
  ...Object.entries(eventCatalogue).map(([value, { title }]) => ({ value, label: title })),
]

type AuditFiltersProps = { filter: AuditFilter; staff: { id: string; name: string; email: string | null }[] }

/** What the audit log is narrowed to, in the address. */
export function AuditFilters({ filter, staff }: AuditFiltersProps) {
  const staffOptions = [
    { value: deskItself, label: deskName },
    ...staff.map(({ id, name, email }) => ({
      value: id,
      label: name === email ? name : `${name} (${email ?? 'API key'})`,
    })),
  ]
  return (
    <Filters
      label="Filter events"
      filter={filter}
      hrefOf={routes.audit}
      className="md:grid-cols-3 split:grid-cols-[1.2fr_1.2fr_9.75rem_9.75rem_1.2fr]"
      fields={[
        { kind: 'select', name: 'kind', label: 'Kind', any: 'Any kind', options: kindOptions },
        { kind: 'select', name: 'staff', label: 'Staff', any: 'Anybody', options: staffOptions },
        { kind: 'day', name: 'from', label: 'From' },
        { kind: 'day', name: 'to', label: 'To' },
        {
          kind: 'search',
          name: 'link',
          label: 'Link',
          placeholder: 'lnk_…',
        },
      ]}
    />
  )
}

const columns = [
  { title: 'When', className: 'md:w-38 split:w-42' },
  'What',
  { title: 'Who', className: 'md:w-28 split:w-36' },
  { title: 'Customer', className: 'md:w-32 split:w-40' },
  { title: 'Link', className: 'md:w-24' },
  { title: 'Facts', className: 'split:w-[28%] md:max-split:hidden' },
]

/** The audit log, newest first. */
function AuditTable({ lines }: { lines: AuditLine[] }) {
  return (
    <DataTable label="Audit log" columns={columns} isFixed>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell className="text-muted">
            <LocalMoment at={line.at} />
          </Cell>
          <Cell className="font-medium md:font-normal">{line.text}</Cell>
          <Cell className={line.isDesk ? 'text-muted italic' : ''} title={line.email ?? undefined}>
            <Name className="block truncate text-left">{line.who}</Name>
          </Cell>
          <Cell className="max-md:empty:hidden" title={line.customer ?? undefined}>
            {line.customer && <Name className="block truncate text-left">{line.customer}</Name>}
          </Cell>
          <Cell className="font-mono text-xs max-md:empty:hidden">
            {line.linkId && <LinkByEnd id={line.linkId} />}
          </Cell>
          <Cell className="text-muted max-md:empty:hidden md:max-split:hidden">
            <Facts facts={line.facts} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}

function Facts({ facts }: { facts: AuditLine['facts'] }) {
  const text = facts.map(([name, value]) => `${name}=${value}`).join('  ')
  return (
    text && (
      <Id className="block break-words md:truncate" title={text}>
        {text}
      </Id>
    )
  )
}

type AuditResultsProps = { filter: AuditFilter; page: Promise<Result<AuditPage>> }

/** A page of events once it is there, or that there is none, with the way to its neighbours. */
export async function AuditResults({ filter, page }: AuditResultsProps) {
  const result = await page
  if (!result.ok) return notFound()
  const { lines, newer, older } = result.value
  if (lines.length === 0)
    return (
      <EmptyState icon="clock" title="No such event" text="Nothing in the audit log matches these filters.">
        <Link href={routes.audit()} prefetch={false} className="font-medium text-accent underline">
          Clear filters
        </Link>
      </EmptyState>
    )
  const hrefOf = (cursor: EventCursor) => cursor && routes.audit(toListQuery(filter, cursor))
  return (
    <>
      <ListCount rows={lines.length} isMore={older !== null} isFirst={newer === null} one="event" />
      <AuditTable lines={lines} />
      <Pager label="Pages of events" newer={hrefOf(newer)} older={hrefOf(older)} />
    </>
  )
}
