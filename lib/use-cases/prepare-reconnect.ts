import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'
import { tagLimit } from '@/lib/core/tag-limit'
import { ownTagsOf } from '@/lib/core/tags'
import { customerOfTags } from '@/lib/customers/tags'
import type { NewLink } from '@/lib/db/begin-link'
import { linkTag } from '@/lib/nango/connection'
import { type FullConnection, readConnection } from '@/lib/nango/read-connection'

import type { ActorCtx } from './actor-ctx'
import { nameIntegrations } from './list-integrations'

/** The part of a wish that the connection itself says. */
type OfConnection = Pick<NewLink, 'customer' | 'ownTags' | 'integrations' | 'reconnects'>

/** Looks at a connection as it is now, because a reconnect drops what is not sent again or put back. */
export const prepareReconnect = async (
  ctx: ActorCtx,
  { integration, connectionId }: { integration: string; connectionId: string },
): Promise<Result<OfConnection>> => {
  const read = await readConnection(ctx.nango, integration, connectionId)
  if (!read.ok) return read
  const { tags, updatedAt, webhookUrlOverride, metadata, connectionConfig } = read.value
  if (Object.keys({ ...tags, [linkTag]: '' }).length > tagLimit) return fail({ code: 'connection_tags_full' })
  return succeed({
    customer: customerOf(read.value),
    ownTags: ownTagsOf(tags),
    integrations: nameIntegrations(ctx, [integration]),
    reconnects: {
      connectionId,
      snapshot: { tags, webhookUrlOverride, metadata, connectionConfig, updatedAt: updatedAt.toISOString() },
    },
  })
}

/** A connection that was made elsewhere may name no customer: then its own id stands for one. */
const customerOf = ({ id, tags, endUser }: FullConnection): NewLink['customer'] => {
  const told = customerOfTags(tags)
  return {
    ...told,
    id: told.id ?? endUser?.id ?? id,
    email: told.email ?? endUser?.email ?? null,
    displayName: told.displayName ?? endUser?.displayName ?? null,
  }
}
