import 'server-only'
import type { Failure, FailureCode } from '@/lib/core/failure'
import { fail, type Result, succeed } from '@/lib/core/result'
import { dayMs } from '@/lib/core/time'
import type { DeskCtx } from '@/lib/ctx'
import { recordTagged } from '@/lib/links/record-connections'
import { settleByChange } from '@/lib/links/settle'
import { forgetConnections } from '@/lib/nango/list-connections'
import { readConnection } from '@/lib/nango/read-connection'

import {
  beginChange,
  changeFacts,
  type ConnectionChange,
  endChange,
  findDueChanges,
  hashTags,
  type NewChange,
  postponeChange,
} from './store'

/** After this long whoever asked Nango for a change is gone: no call lasts longer, not even with its answer read back. */
const cutOffMs = 20_000
const checkEveryMs = 60_000
/** For so long the desk goes on asking Nango what became of a change. */
const keptMs = dayMs
const mostAtOnce = 20

/** Nango's own answers, after which nothing was changed. Anything else leaves open whether it was. */
const refusals: ReadonlySet<FailureCode> = new Set([
  'nango_key_rejected',
  'nango_scope_missing',
  'nango_forbidden',
  'nango_capped',
  'nango_refused',
  'nango_rate_limited',
  'connection_gone',
  'connection_unreadable',
])

type ChangeRequest = NewChange extends infer Each
  ? Each extends NewChange
    ? Omit<Each, 'at' | 'dueAt'>
    : never
  : never

/**
 * Intent first, then Nango, then the outcome, each with its event: a change that was cut off is found by the sweep and
 * concluded. `send` is the call; where its answer was lost, the connection itself says whether it was changed.
 */
export async function changeConnection(
  ctx: DeskCtx,
  request: ChangeRequest,
  send: () => Promise<Result<null>>,
): Promise<Result<null>> {
  const at = ctx.now()
  const change = await beginChange(ctx.db, { ...request, at, dueAt: new Date(at.getTime() + cutOffMs) })
  const base = await send()
  const outcome = base.ok ? done : await readAnswer(ctx, change, base.failure)
  // Where it is open, a call that was given up may still arrive at Nango: the sweep checks again later.
  if (outcome) await concludeChange(ctx, change, outcome)
  return base.ok || outcome?.kind === 'done' ? succeed(null) : fail(base.failure)
}

const done: ChangeOutcome = { kind: 'done' }

/** What a failed call means; null where that is open. */
const readAnswer = async (
  ctx: DeskCtx,
  change: ConnectionChange,
  { code }: Failure,
): Promise<ChangeOutcome | null> => {
  if (change.kind === 'disconnect' && code === 'connection_gone') return done
  if (refusals.has(code)) return { kind: 'failed', code }
  const seen = await readBack(ctx, change)
  return seen?.kind === 'done' ? seen : null
}

/** What the connection says of a change; null where it cannot be read now. */
const readBack = async (ctx: DeskCtx, change: ConnectionChange): Promise<ChangeOutcome | null> => {
  const read = await readConnection(ctx.nango, change.integrationKey, change.connectionId)
  if (!read.ok) {
    const { code } = read.failure
    if (code === 'connection_gone') return change.kind === 'disconnect' ? done : { kind: 'unknown' }
    return code === 'connection_unreadable' ? { kind: 'unknown' } : null
  }
  if (change.kind === 'disconnect') return { kind: 'failed', code: 'cut_off' }
  const now = hashTags(read.value.tags)
  if (now === change.tagsAfter) return done
  // Others may have changed the tags since.
  return now === change.tagsBefore ? { kind: 'failed', code: 'cut_off' } : { kind: 'unknown' }
}

/** Concludes changes whose process has ended, or whose answer was lost, as the connections say now. */
export async function finishChanges(ctx: DeskCtx) {
  for (const change of await findDueChanges(ctx.db, ctx.now(), mostAtOnce)) {
    const seen = await readBack(ctx, change)
    const isTooOld = ctx.now().getTime() - change.at.getTime() > keptMs
    const outcome = seen ?? (isTooOld ? ({ kind: 'unknown' } as const) : null)
    if (outcome) await concludeChange(ctx, change, outcome)
    else await postponeChange(ctx.db, change.id, new Date(ctx.now().getTime() + checkEveryMs))
  }
}

/** What became of a change; `code` is why it did not come to be. */
type ChangeOutcome =
  | { kind: 'done' }
  | { kind: 'failed'; code: FailureCode | 'cut_off' }
  | { kind: 'unknown' }

/** Records what became of a change, in the name of whoever asked for it, and does what follows from that; once. */
const concludeChange = async (ctx: DeskCtx, change: ConnectionChange, outcome: ChangeOutcome) => {
  forgetConnections(ctx.nango)
  const { id, actorId, linkId, integrationKey, connectionId } = change
  const name = { integrationKey, connectionId }
  const base = { at: ctx.now(), actorId, linkId: null }
  const facts = changeFacts(change)
  if (outcome.kind === 'done') {
    // First, for nobody comes back to it once the change is erased; twice is as good as once. With the link's tag the
    // connection is what the link was for; one more than that is no alarm any more.
    if (linkId !== null) await recordTagged(ctx, { ...name, linkId })
    const event = { ...base, kind: doneKind(change), facts }
    await endChange(ctx.db, id, event, (tx) =>
      settleByChange(tx, {
        ...name,
        actorId,
        linkId,
        kind: change.kind === 'retag' ? 'retag' : 'disconnect',
        isBare: change.tagsAfter === noTags,
        at: base.at,
      }),
    )
    return
  }
  const asked = { ...facts, change: change.kind }
  await endChange(
    ctx.db,
    id,
    outcome.kind === 'failed'
      ? { ...base, kind: 'connection.change_failed', facts: { ...asked, code: outcome.code } }
      : { ...base, kind: 'connection.change_unknown', facts: asked },
  )
}

const doneKind = ({ kind }: ConnectionChange) =>
  kind === 'retag' ? ('connection.retagged' as const) : ('connection.disconnected' as const)

const noTags = hashTags({})
