import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { linkTag, visitTag } from '@/lib/core/customer-fields'
import { LinkId } from '@/lib/core/ids'
import type { DeskCtx } from '@/lib/ctx'
import { endSecret } from '@/lib/handoff/end'
import type { Connection } from '@/lib/nango/connection'
import { findConnectionsOfLink, forgetConnections } from '@/lib/nango/list-connections'
import type { NangoWebhook } from '@/lib/nango/webhook'
import { metrics } from '@/lib/telemetry/metrics'
import type { WebhookOutcome } from '@/lib/webhooks/words'

import { finishReconnect } from './finish-reconnect'
import { findLinkById, readLinkSecret, readLinkState } from './store/find'
import { type ConnectionOutcome, recordConnection, type Retirement, retireToken } from './store/move'
import { clearBroken } from './store/of-connection'
import { linkCreatedAt } from './store/row'
import { type TaggedConnection, withoutKnown } from './store/suspicions'

/**
 * Records what was read at Nango: how far links are, which are connected, and connections that are one too many. Returns
 * what was new; connections without a link's tag belong to no link.
 */
export async function recordConnections(
  ctx: DeskCtx,
  connections: Connection[],
): Promise<ConnectionOutcome[]> {
  const outcomes: ConnectionOutcome[] = []
  for (const connection of await withoutKnown(ctx.db, connections.flatMap(toTagged)))
    outcomes.push(await recordTagged(ctx, connection))
  return outcomes
}

/**
 * Records a connection that was read at Nango with the tag of a link, which only the link itself can have brought there;
 * of a reconnect nothing else says so, because Nango does not move `updated_at` for OAuth. A link that is complete is
 * retired, and its reconnect finished.
 */
export async function recordTagged(ctx: DeskCtx, connection: TaggedConnection): Promise<ConnectionOutcome> {
  const outcome = await recordConnection(ctx.db, connection, ctx.now())
  forgetConnections(ctx.nango)
  const isReconnected = outcome === 'reconnected'
  if (isReconnected) await clearBroken(ctx.db, connection)
  if (isReconnected || outcome === 'connected') {
    const seconds = (ctx.now().getTime() - linkCreatedAt(connection.linkId).getTime()) / 1_000
    metrics()?.linkConnect.observe(Math.max(0, seconds))
    await retireLink(ctx, connection.linkId)
  }
  if (isReconnected) await finishReconnect(ctx, connection.linkId)
  return outcome
}

const toTagged = ({ id, integrationKey, tags }: Connection): TaggedConnection[] => {
  const linkId = LinkId.safeParse(tags[linkTag]).data
  return linkId ? [{ linkId, integrationKey, connectionId: id, visitId: tags[visitTag] ?? null }] : []
}

type Claim = { linkId: string; webhook: NangoWebhook; isRepeated: boolean }

/**
 * Takes a webhook that says a connection came of a link as a hint to read the link's connections at Nango. The first
 * such webhook is an event of the link.
 */
export async function checkClaim(
  ctx: DeskCtx,
  { linkId, webhook, isRepeated }: Claim,
): Promise<WebhookOutcome> {
  const { connectionId, providerConfigKey: integrationKey, operation } = webhook
  if (!connectionId || !integrationKey) return 'ignored'
  const state = await readLinkState(ctx.db, linkId)
  if (!state) return 'foreign'
  if (state === 'creating') return 'early'
  const unknown = await withoutKnown(ctx.db, [{ linkId, connectionId, integrationKey }])
  if (unknown.length === 0) return 'known'
  if (!isRepeated) {
    const facts = { operation: operation ?? null, integration: integrationKey }
    await recordEvent(ctx.db, { at: ctx.now(), kind: 'link.poked', actorId: null, linkId, facts })
  }
  const found = await findConnectionsOfLink(ctx.nango, linkId)
  if (!found.ok) return 'failed'
  return (await recordConnections(ctx, found.value)).length > 0 ? 'applied' : 'unconfirmed'
}

/** A token is kept at most this long after its link's end, whether Nango could be asked or not. */
const keptMs = 45_000

/**
 * Deletes the connect session of a connected link at Nango, so that nothing new can be begun through it, and erases its token.
 * When Nango cannot be asked, the sweep tries again until the token's time is up.
 */
export async function retireLink(ctx: DeskCtx, id: string): Promise<void> {
  const link = await findLinkById(ctx.db, id)
  if (link?.state !== 'connected') return
  const answer = await deleteAtNango(ctx, id)
  if (answer && (isFinal(answer) || ctx.now().getTime() - (link.endedAt?.getTime() ?? 0) > keptMs))
    await retireToken(ctx.db, id, ctx.now(), answer)
}

const isFinal = (answer: Retirement) => answer.kind === 'link.retired' || answer.facts.code === keyMissing

/** The key that sealed the token is not among the settings any more: Nango can never be given it. */
const keyMissing = 'key_missing'

const deleteAtNango = async (ctx: DeskCtx, id: string): Promise<Retirement | null> => {
  const secret = await readLinkSecret(ctx.db, id).catch(() => keyMissing)
  if (secret === null) return null
  if (typeof secret === 'string') return { kind: 'link.retire_failed', facts: { code: secret } }
  const deleted = await endSecret(ctx, id, secret)
  return deleted.ok
    ? { kind: 'link.retired', facts: { nangoStatus: deleted.value.status } }
    : { kind: 'link.retire_failed', facts: { code: deleted.failure.code } }
}
