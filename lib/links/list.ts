import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { canCreateLinks, canManageDesk } from '@/lib/core/actor'
import { customerFieldNames, customerFields, forNames } from '@/lib/core/customer-fields'
import { filterValues, readBatches, readPage, toInstants } from '@/lib/core/paging'
import { fail, type Result, succeed } from '@/lib/core/result'
import { compareNames } from '@/lib/core/search/fold'
import { isWideSearch } from '@/lib/core/search/search-text'
import { hourMs } from '@/lib/core/time'
import type { DeskCtx, KeyCtx, StaffCtx } from '@/lib/ctx'
import type { CustomerStatusQuery } from '@/lib/customers/schema'
import { integrationLabel, listUsedIntegrations, loadIntegrationNames } from '@/lib/integrations/list'

import { toLinkView } from './read'
import { type LinkCursor, type LinksFilter, type LiveLinksScope, type LinksQuery } from './schema/lists'
import { findLiveLinks, findLiveLinksIn, listLinksOf } from './store/find'
import { listHandoffNews, listHandoffsOf } from './store/handoff'
import { countLinks, countStates, type LinkFilter, listMakers, pageLinks as selectPage } from './store/page'
import type { Link } from './store/row'
import type { CustomerStatusLink, LinkView } from './view'
import { mostCustomerLinks } from './words'

const pageSize = 50

/** How many links are in each state, as `countStates` counts them. */
export function countLinkStates({ db }: DeskCtx, most: number) {
  return countStates(db, most)
}

/** Links newest first, and where the neighbouring pages begin. */
export type LinksPage = { links: LinkView[]; newer: LinkCursor; older: LinkCursor }

/** One page of all links that a filter leaves, for every role. A cursor that leads nowhere leads to the newest page. */
export async function pageLinks(
  ctx: StaffCtx,
  filter: LinksFilter,
  cursor: LinkCursor,
  size = pageSize,
): Promise<LinksPage> {
  await loadIntegrationNames(ctx)
  const wanted = toLinkFilter(filter)
  const { rows, ...neighbours } = await readPage((at) => selectPage(ctx.db, wanted, at, size), cursor)
  return { links: rows.map((link) => toLinkView(ctx, link)), ...neighbours }
}

/** The longest day that a zone has: one on which its clocks are put back. */
const longestDayMs = 25 * hourMs
const most = 20

/** The actor's newest links, newest first, as far back as today can reach in any zone; then what `listNews` has besides. */
export async function listMyLinks(ctx: StaffCtx): Promise<LinkView[]> {
  const since = new Date(ctx.now().getTime() - longestDayMs)
  return toDistinctViews(
    ctx,
    await Promise.all([listLinksOf(ctx.db, ctx.actor.id, since, most), ...findNews(ctx)]),
  )
}

/**
 * The links that this person has to know of, on whatever page: their own hand-off links that live, were connected today, need them,
 * or that somebody said something of, and their own links for half an hour whose mail failed; for admins also those of others that were
 * reported or are in doubt, and those that were asked for anew, or are locked, where no maker hears of it.
 */
export async function listNews(ctx: StaffCtx): Promise<LinkView[]> {
  return toDistinctViews(ctx, await Promise.all(findNews(ctx)))
}

const findNews = ({ db, actor, now }: StaffCtx) => {
  const asked = { at: now(), limit: most }
  return [
    listHandoffsOf(db, actor.id, asked),
    listHandoffNews(db, actor.id, { ...asked, isForAll: canManageDesk(actor) }),
  ]
}

const toDistinctViews = async (ctx: StaffCtx, found: Link[][]): Promise<LinkView[]> => {
  await loadIntegrationNames(ctx)
  const links = new Map(found.flat().map((link) => [link.id, link]))
  return [...links.values()].map((link) => toLinkView(ctx, link))
}

/** The live links that would be revoked together. Those of a staff member are for admins. */
export async function listLiveLinks(ctx: StaffCtx, scope: LiveLinksScope): Promise<Result<LinkView[]>> {
  const isAllowed = scope.by === 'staff' ? canManageDesk(ctx.actor) : canCreateLinks(ctx.actor)
  if (!isAllowed) return fail({ code: 'not_allowed' })
  await loadIntegrationNames(ctx)
  const found = await findLiveLinksIn(ctx.db, scope)
  return succeed(found.map((link) => toLinkView(ctx, link)))
}

type Choice = { value: string; label: string }

/** Whose links, and links for which integrations, a list can be narrowed to. Nango is not asked. */
export async function listLinkChoices(ctx: StaffCtx): Promise<{ staff: Choice[]; integrations: Choice[] }> {
  const [makers, used] = await Promise.all([listMakers(ctx.db), listUsedIntegrations(ctx)])
  const staff = makers
    .toSorted((a, b) => compareNames(a.name, b.name))
    .map(({ id, name, email }) => ({ value: id, label: name, more: email ?? 'API key' }))
  const integrations = used.map((one) => ({ value: one.key, label: integrationLabel(ctx, one) }))
  return { staff: distinguishChoices(staff), integrations }
}

/** People of the same name get more. */
const distinguishChoices = (choices: (Choice & { more: string })[]): Choice[] => {
  const counts = new Map<string, number>()
  for (const { label } of choices) counts.set(label, (counts.get(label) ?? 0) + 1)
  return choices.map(({ value, label, more }) => ({
    value,
    label: counts.get(label) === 1 ? label : `${label} (${more})`,
  }))
}

/** One page of the links that an internal tool created, newest first, and the id below which the next one begins. */
export async function pageToolLinks(
  ctx: KeyCtx,
  query: LinksQuery,
): Promise<Result<{ links: LinkView[]; olderThan: string | null }>> {
  const filter = {
    status: query.status ?? null,
    isRenewed: null,
    integrationKey: query.integration ?? null,
    makerId: ctx.actor.id,
    customerId: query.customer ?? null,
    from: query.from === undefined ? null : new Date(query.from),
    to: query.to === undefined ? null : new Date(query.to),
    term: null,
  }
  const cursor = query.cursor === undefined ? null : ({ way: 'older', fromId: query.cursor } as const)
  const page = await selectPage(ctx.db, filter, cursor, query.limit)
  return succeed({ links: page.rows.map((link) => toLinkView(ctx, link)), olderThan: page.older })
}

/** A customer's newest live links by anybody that allow at least one of some integrations; one more than are counted. */
export async function listCustomerLinks(
  ctx: StaffCtx,
  { id: customerId, integrations }: CustomerStatusQuery,
): Promise<CustomerStatusLink[]> {
  const at = ctx.now()
  const links = await findLiveLinks(ctx.db, { customerId, integrations, at, limit: mostCustomerLinks + 1 })
  return links.map((link) => ({
    id: link.id,
    integrations: link.integrations.map(({ key }) => key).filter((key) => integrations.includes(key)),
    makerName: link.makerName,
    isMine: link.makerId === ctx.actor.id,
    createdAt: link.createdAt.toISOString(),
    endsAt: (link.endsAt ?? at).toISOString(),
  }))
}

/** A filter as the database takes it: days become instants, and a search that is too short for a search is a customer's id. */
const toLinkFilter = (filter: LinksFilter): LinkFilter => {
  const { search, status, integration, staff } = filter
  const isWide = isWideSearch(search)
  return {
    // A renewed link is stored as revoked: what differs for people is distinguished here.
    status: status === 'renewed' ? 'revoked' : status,
    isRenewed: status === 'renewed' || (status === 'revoked' ? false : null),
    integrationKey: integration,
    makerId: staff,
    customerId: search === '' || isWide ? null : search,
    ...toInstants(filter),
    term: isWide ? search : null,
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
  worksFor: link.worksFor,
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
  worksFor: 'works for',
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
  return succeed(readRows(ctx, toLinkFilter(filter)))
}

async function* readRows(ctx: StaffCtx, filter: LinkFilter): AsyncGenerator<LinkExportRow[]> {
  for await (const links of readBatches((cursor: LinkCursor) =>
    selectPage(ctx.db, filter, cursor, batchSize),
  ))
    yield links.map(toExportRow)
}
