import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { RetagInput } from '@/lib/core/retag-input'
import { tagLimit } from '@/lib/core/tag-limit'
import { recordEvent } from '@/lib/db/events'
import { settleSuspicions } from '@/lib/db/settle-suspicions'
import { forgetConnections } from '@/lib/nango/list-connections'
import { readConnection } from '@/lib/nango/read-connection'
import { writeConnectionTags } from '@/lib/nango/write-connection-tags'

import type { StaffCtx } from './staff-ctx'

type Tags = Record<string, string>

/**
 * Changes some tags of a connection and keeps all others as they are at Nango right now, which takes them only as a
 * whole. For agents and admins. The history gets the names of what changed, never a value.
 */
export const retagConnection = async (ctx: StaffCtx, input: RetagInput): Promise<Result<null>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const name = { integrationKey: input.integration, connectionId: input.connectionId }
  const read = await readConnection(ctx.nango, name.integrationKey, name.connectionId)
  if (!read.ok) return read
  const before = read.value.tags
  const tags = merge(before, input)
  const changed = changedKeys(before, tags)
  if (changed.length === 0) return succeed(null)
  const count = Object.keys(tags).length
  if (count > tagLimit) return fail({ code: 'invalid_input', fieldErrors: { tags: tooMany(count) } })
  const written = await writeConnectionTags(ctx.nango, { ...name, tags })
  if (!written.ok) return written
  forgetConnections(ctx.nango)
  await recordEvent(ctx.db, {
    at: ctx.now(),
    kind: 'connection.retagged',
    actorId: ctx.actor.id,
    linkId: null,
    facts: {
      connection: input.connectionId,
      integration: input.integration,
      tags: changed.toSorted().join(', '),
    },
  })
  const by = { actorId: ctx.actor.id, linkId: null, at: ctx.now() }
  if (count > 0) await settleSuspicions(ctx.db, { ...name, ...by, kind: 'untagged', how: 'tagged' })
  return succeed(null)
}

const merge = (before: Tags, { set, remove }: RetagInput): Tags => ({
  ...Object.fromEntries(Object.entries(before).filter(([key]) => !remove.includes(key))),
  ...Object.fromEntries(set.map(({ key, value }) => [key, value])),
})

const changedKeys = (before: Tags, after: Tags) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key])

const tooMany = (count: number) =>
  `Nango takes ${tagLimit} tags, and this connection would have ${count}. Remove ${count - tagLimit} of them.`
