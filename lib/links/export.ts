import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { type Result, succeed } from '@/lib/core/result'
import { dayStart, nextDay } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { customerFieldNames, customerFields, forNames } from '@/lib/customers/fields'
import { toSearchTerm } from '@/lib/customers/schema'

import { filterValues, isWideSearch, type LinkCursor, type LinksFilter } from './schema/lists'
import { countLinks, type LinkFilter, pageLinks } from './store/page'
import type { Link } from './store/row'

/** A filter as the database takes it: days become instants, and a search that is too short for a search is a customer's id. */
export function toLinkFilter(filter: LinksFilter): LinkFilter {
  const { search, status, integration, staff, from, to } = filter
  const zone = filter.zone ?? 'UTC'
  const isWide = isWideSearch(search)
  return {
    // A renewed link is stored as revoked: what differs for people is distinguished here.
    status: status === 'renewed' ? 'revoked' : status,
    isRenewed: status === 'renewed' || (status === 'revoked' ? false : null),
    integrationKey: integration,
    makerId: staff,
    customerId: search === '' || isWide ? null : search,
    from: from === null ? null : dayStart(from, zone),
    to: to === null ? null : dayStart(nextDay(to), zone),
    term: isWide ? toSearchTerm(search) : null,
  }
}

/** On PGlite whoever creates a link waits for a whole batch: a hundred take a few times what its own queries do. */
const batchSize = 100

const toExportRow = (link: Link) => ({
  id: link.id,
  state: link.state,
  ...forNames(customerFieldNames, 'column', (field) => link.customer[field]),
  integrations: link.integrations.map(({ key }) => key).join(' '),
  madeBy: link.makerName,
  madeAt: link.createdAt.toISOString(),
  endsAt: link.endsAt?.toISOString() ?? null,
  connectedAt: link.connectedAt?.toISOString() ?? null,
  endedAt: link.endedAt?.toISOString() ?? null,
  alarmAt: link.alarmedAt?.toISOString() ?? null,
  renewedAs: link.renewedAs,
})

/** One link as a line of a file: never its token, its address or its tags. */
type LinkExportRow = ReturnType<typeof toExportRow>

/** The file's columns and their headings. */
export const linkExportColumns: Record<keyof LinkExportRow, string> = {
  id: 'id',
  state: 'state',
  ...forNames(customerFieldNames, 'column', (field) => customerFields[field].heading),
  integrations: 'integrations',
  madeBy: 'made by',
  madeAt: 'made at',
  endsAt: 'ends at',
  connectedAt: 'connected at',
  endedAt: 'ended at',
  alarmAt: 'alarm at',
  renewedAs: 'renewed as',
}

/**
 * All links of a filter, newest first, a batch at a time, for every role. The export is an event, written before the
 * first line leaves; its count is that of this moment.
 */
export async function exportLinks(
  ctx: StaffCtx,
  filter: LinksFilter,
): Promise<Result<AsyncIterable<LinkExportRow[]>>> {
  await recordEvent(ctx.db, {
    at: ctx.now(),
    kind: 'links.exported',
    actorId: ctx.actor.id,
    linkId: null,
    facts: { rows: await countLinks(ctx.db, toLinkFilter(filter)), ...filterValues(filter) },
  })
  return succeed(readBatches(ctx, filter))
}

async function* readBatches(ctx: StaffCtx, filter: LinksFilter): AsyncGenerator<LinkExportRow[]> {
  const wanted = toLinkFilter(filter)
  let cursor: LinkCursor = null
  do {
    const page = await pageLinks(ctx.db, wanted, cursor, batchSize)
    yield page.links.map(toExportRow)
    cursor = page.older === null ? null : { way: 'older', fromId: page.older }
  } while (cursor)
}
