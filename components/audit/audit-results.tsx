import Link from 'next/link'
import { notFound } from 'next/navigation'

import { AuditTable } from '@/components/audit/audit-table'
import { EmptyState } from '@/components/table/empty-state'
import { Pager } from '@/components/table/pager'
import { type AuditFilter, type EventCursor, toAuditAddress } from '@/lib/audit/filter'
import type { AuditPage } from '@/lib/audit/view'
import type { Result } from '@/lib/core/result'
import { routes } from '@/lib/core/routes'

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
  const hrefOf = (cursor: EventCursor) => cursor && routes.audit(toAuditAddress(filter, cursor))
  return (
    <>
      <AuditTable lines={lines} />
      <Pager label="Pages of events" newer={hrefOf(newer)} older={hrefOf(older)} />
    </>
  )
}
