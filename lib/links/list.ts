import 'server-only'
import type { LinksQuery } from '@/lib/api/schema/link'
import type { CustomerStatusLink } from '@/lib/connections/view'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { KeyCtx, StaffCtx } from '@/lib/ctx'
import type { CustomerStatusQuery } from '@/lib/customers/schema'
import { integrationLabel, listUsedIntegrations, loadIntegrationNames } from '@/lib/integrations/list'

import { toLinkFilter } from './export'
import { toLinkView } from './read'
import type { LinkCursor, LinksFilter, LiveLinksScope } from './schema/lists'
import { findLiveLinks, findLiveLinksIn, listLinksOf } from './store/find'
import { listMakers, pageLinks as readPage } from './store/page'
import type { LinkView } from './view'

const pageSize = 50

/** Links newest first, and where the neighbouring pages begin. */
export type LinksPage = { links: LinkView[]; newer: LinkCursor; older: LinkCursor }

/** One page of all links that a filter leaves, for every role. A cursor that leads nowhere leads to the newest page. */
export async function pageLinks(ctx: StaffCtx, filter: LinksFilter, cursor: LinkCursor): Promise<LinksPage> {
  await loadIntegrationNames(ctx)
  const wanted = toLinkFilter(filter)
  const asked = await readPage(ctx.db, wanted, cursor, pageSize)
  const page = cursor && asked.links.length === 0 ? await readPage(ctx.db, wanted, null, pageSize) : asked
  return {
    links: page.links.map((link) => toLinkView(ctx, link)),
    newer: page.newer === null ? null : { way: 'newer', fromId: page.newer },
    older: page.older === null ? null : { way: 'older', fromId: page.older },
  }
}

/** The longest day that a zone has: one on which its clocks are put back. */
const longestDayMs = 25 * 3_600_000
const most = 20

/** The actor's newest links, newest first, as far back as today can reach in any zone. */
export async function listMyLinks(ctx: StaffCtx): Promise<LinkView[]> {
  const since = new Date(ctx.now().getTime() - longestDayMs)
  await loadIntegrationNames(ctx)
  const links = await listLinksOf(ctx.db, ctx.actor.id, since, most)
  return links.map((link) => toLinkView(ctx, link))
}

/** The live links that would be revoked together. Those of a staff member are for admins. */
export async function listLiveLinks(ctx: StaffCtx, scope: LiveLinksScope): Promise<Result<LinkView[]>> {
  const isAllowed = scope.by === 'staff' ? ctx.actor.role === 'admin' : canCreateLinks(ctx.actor)
  if (!isAllowed) return fail({ code: 'not_allowed' })
  await loadIntegrationNames(ctx)
  const found = await findLiveLinksIn(ctx.db, scope)
  return succeed(found.map((link) => toLinkView(ctx, link)))
}

type Choice = { value: string; label: string }

/** Whose links, and links for which integrations, a list can be narrowed to. Nango is not asked. */
export async function listLinkChoices(ctx: StaffCtx): Promise<{ staff: Choice[]; integrations: Choice[] }> {
  const [makers, used] = await Promise.all([listMakers(ctx.db), listUsedIntegrations(ctx)])
  const staff = makers.map(({ id, name, email }) => ({ value: id, label: name, more: email ?? 'API key' }))
  const integrations = used.map((one) => ({ value: one.key, label: integrationLabel(ctx, one) }))
  return { staff: tellApart(staff), integrations }
}

/** People of the same name get more. */
const tellApart = (choices: (Choice & { more: string })[]): Choice[] => {
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
  const page = await readPage(ctx.db, filter, cursor, query.limit)
  return succeed({ links: page.links.map((link) => toLinkView(ctx, link)), olderThan: page.older })
}

const mostOfCustomer = 3

/** A customer's newest live links by anybody that allow at least one of some integrations, at most three. */
export async function listCustomerLinks(
  ctx: StaffCtx,
  { id: customerId, integrations }: CustomerStatusQuery,
): Promise<CustomerStatusLink[]> {
  const at = ctx.now()
  const links = await findLiveLinks(ctx.db, { customerId, integrations, at, limit: mostOfCustomer })
  return links.map((link) => ({
    id: link.id,
    integrations: link.integrations.map(({ key }) => key).filter((key) => integrations.includes(key)),
    makerName: link.makerName,
    isMine: link.makerId === ctx.actor.id,
    createdAt: link.createdAt.toISOString(),
    endsAt: (link.endsAt ?? at).toISOString(),
  }))
}
