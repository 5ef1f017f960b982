import 'server-only'
import { canTagConnections } from '@/lib/core/actor'
import { tagLimit } from '@/lib/core/customer-fields'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { writeConnectionTags } from '@/lib/nango/change-connection'
import { readConnection } from '@/lib/nango/read-connection'

import { changeConnection } from './change'
import type { RetagInput } from './schema'
import type { Tags } from './store'

/**
 * Changes some tags of a connection and keeps all others as they are at Nango right now, which takes them only as a
 * whole. For agents and admins. The history gets the names of what changed, never a value.
 */
export async function retagConnection(ctx: StaffCtx, input: RetagInput): Promise<Result<null>> {
  if (!canTagConnections(ctx.actor)) return fail({ code: 'not_allowed' })
  const name = { integrationKey: input.integration, connectionId: input.connectionId }
  const read = await readConnection(ctx.nango, name.integrationKey, name.connectionId)
  if (!read.ok) return read
  const before = read.value.tags
  const tags = merge(before, input)
  const changed = changedKeys(before, tags)
  if (changed.length === 0) return succeed(null)
  const count = Object.keys(tags).length
  if (count > tagLimit) return fail({ code: 'invalid_input', fieldErrors: { tags: tooMany(count) } })
  const change = { ...name, kind: 'retag', actorId: ctx.actor.id, before, after: tags } as const
  return changeConnection(ctx, { ...change, names: changed, linkId: null }, () =>
    writeConnectionTags(ctx.nango, { ...name, tags }),
  )
}

const merge = (before: Tags, { set, remove }: RetagInput): Tags => ({
  ...Object.fromEntries(Object.entries(before).filter(([key]) => !remove.includes(key))),
  ...Object.fromEntries(set.map(({ key, value }) => [key, value])),
})

const changedKeys = (before: Tags, after: Tags) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key])

const tooMany = (count: number) =>
  `Nango takes ${tagLimit} tags, and this connection would have ${count}. Remove ${count - tagLimit} of them.`
