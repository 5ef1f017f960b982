import 'server-only'
import type { FailureCode } from '@/lib/core/failure'
import { changeFacts, type ConnectionChange, endChange, hashTags } from '@/lib/db/connection-changes'
import { findLinkById } from '@/lib/db/find-link'
import { noteConnection } from '@/lib/db/note-connection'
import type { Db } from '@/lib/db/open'
import { settleSuspicions } from '@/lib/db/settle-suspicions'
import { forgetConnections } from '@/lib/nango/list-connections'

import type { DeskCtx } from './desk-ctx'
import { noteReconnect } from './note-reconnect'
import { retireLink } from './retire-link'

/** What became of a change; `code` is why it did not come to be. */
export type ChangeOutcome =
  | { kind: 'done' }
  | { kind: 'failed'; code: FailureCode | 'cut_off' }
  | { kind: 'unknown' }

/** Tells what became of a change, in the name of whoever asked for it, and does what follows from that; once. */
export const concludeChange = async (ctx: DeskCtx, change: ConnectionChange, outcome: ChangeOutcome) => {
  forgetConnections(ctx.nango)
  const { id, actorId } = change
  const told = { at: ctx.now(), actorId, linkId: null }
  const facts = changeFacts(change)
  if (outcome.kind === 'done') {
    // First, for nobody comes back to it once the change is erased; twice is as good as once.
    await countForLink(ctx, change)
    const event = { ...told, kind: doneKind(change), facts }
    await endChange(ctx.db, id, event, (tx) => settle(tx, change, told.at))
    return
  }
  const asked = { ...facts, change: change.kind }
  await endChange(
    ctx.db,
    id,
    outcome.kind === 'failed'
      ? { ...told, kind: 'connection.change_failed', facts: { ...asked, code: outcome.code } }
      : { ...told, kind: 'connection.change_unknown', facts: asked },
  )
}

const doneKind = ({ kind }: ConnectionChange) =>
  kind === 'retag' ? ('connection.retagged' as const) : ('connection.disconnected' as const)

/** What may have come of a link is judged with it: without any tag left it is as unknown as before. */
const settle = async (db: Db, change: ConnectionChange, at: Date) => {
  const { kind, integrationKey, connectionId, actorId, linkId, tagsAfter } = change
  const by = { integrationKey, connectionId, actorId, linkId, at }
  if (kind === 'disconnect') await settleSuspicions(db, { ...by, kind: null, how: 'disconnected' })
  else if (linkId !== null) await settleSuspicions(db, { ...by, kind: null, how: 'tagged' })
  else if (tagsAfter !== noTags) await settleSuspicions(db, { ...by, kind: 'untagged', how: 'tagged' })
}

const noTags = hashTags({})

/** The connection bears the link's tag now, so it is what the link was for; one more than that is no alarm any more. */
const countForLink = async (ctx: DeskCtx, { linkId, integrationKey, connectionId }: ConnectionChange) => {
  const link = linkId === null ? null : await findLinkById(ctx.db, linkId)
  if (!link) return
  const tagged = { linkId: link.id, integrationKey, connectionId }
  if (link.reconnectsId !== null) {
    await noteReconnect(ctx, tagged)
    return
  }
  const noted = await noteConnection(ctx.db, tagged, ctx.now())
  if (noted === 'connected') await retireLink(ctx, link.id)
}
