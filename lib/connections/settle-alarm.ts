import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import { tagLimit } from '@/lib/core/tags'
import type { StaffCtx } from '@/lib/ctx'
import { toLinkView } from '@/lib/links/read'
import { toLinkTags } from '@/lib/links/schema/create'
import type { SettleAlarmInput } from '@/lib/links/schema/lists'
import { confirmSuspicion, settleSuspicions } from '@/lib/links/store/alarms'
import { findLinkById } from '@/lib/links/store/find'
import type { Link } from '@/lib/links/store/row'
import type { LinkView } from '@/lib/links/view'
import { writeConnectionTags } from '@/lib/nango/change-connection'
import { readConnection } from '@/lib/nango/read-connection'

import { changeConnection } from './change'
import type { ConnectionName } from './schema'

/**
 * Settles the alarm about what may have come of a link after its end, as a person judged: `tag` gives the connection the
 * link's tags, so that it counts as the link's; `leave` says that it is none of the desk's. For agents and admins; what
 * was settled meanwhile stays so. Returns the link.
 */
export async function settleAlarm(ctx: StaffCtx, input: SettleAlarmInput): Promise<Result<LinkView>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const link = await findLinkById(ctx.db, input.linkId)
  if (!link) return fail({ code: 'not_found' })
  const name = { integrationKey: input.integration, connectionId: input.connectionId }
  const isOpen = link.alarms.some(
    (one) =>
      one.kind !== 'unexpected' &&
      one.integrationKey === name.integrationKey &&
      one.connectionId === name.connectionId,
  )
  if (isOpen) {
    const settled = await (input.verdict === 'tag' ? tag(ctx, link, name) : leave(ctx, name))
    if (!settled.ok) return settled
  }
  return succeed(toLinkView(ctx, (await findLinkById(ctx.db, link.id)) ?? link))
}

const leave = async (ctx: StaffCtx, name: ConnectionName): Promise<Result<null>> => {
  const by = { actorId: ctx.actor.id, linkId: null, kind: null, at: ctx.now() }
  await settleSuspicions(ctx.db, { ...name, ...by, how: 'left' })
  return succeed(null)
}

const tag = async (ctx: StaffCtx, link: Link, name: ConnectionName): Promise<Result<null>> => {
  const read = await readConnection(ctx.nango, name.integrationKey, name.connectionId)
  if (!read.ok && read.failure.code === 'connection_gone') await settleGone(ctx, name)
  if (!read.ok) return read
  const tags = { ...read.value.tags, ...toLinkTags(link.id, link.customer, link.ownTags) }
  if (Object.keys(tags).length > tagLimit) return fail({ code: 'connection_tags_full' })
  await confirmSuspicion(ctx.db, name, link.id)
  const by = { kind: 'retag', actorId: ctx.actor.id, linkId: link.id } as const
  const change = { ...name, ...by, before: read.value.tags, after: tags, names: Object.keys(tags) }
  return changeConnection(ctx, change, () => writeConnectionTags(ctx.nango, { ...name, tags }))
}

/** Somebody removed it elsewhere. */
const settleGone = (ctx: StaffCtx, name: ConnectionName) =>
  settleSuspicions(ctx.db, {
    ...name,
    how: 'disconnected',
    actorId: null,
    linkId: null,
    kind: null,
    at: ctx.now(),
  })
