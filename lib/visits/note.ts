import 'server-only'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'
import { recordStep } from '@/lib/handoff/record'
import { confirmLink } from '@/lib/links/confirm'
import { readStoredLink } from '@/lib/links/read'

import { cleanProviderText } from './clean-provider-text'
import { hasPassed, readIsOpen, readProgress, type Visited } from './read'
import type { FrameEvent } from './schema'
import { insertReported } from './store'
import type { ProgressView } from './view'
import { stuckReasonOf, type StuckReason } from './words'

/**
 * Keeps what the page of a visit heard from Connect UI, which staff see as it comes, and answers how far the link is. A
 * connection is believed when Nango has it. Fails with `link_ended` for a visit that did not pass the check.
 */
export async function noteEvent(
  ctx: DeskCtx,
  visited: Visited,
  event: FrameEvent,
): Promise<Result<ProgressView>> {
  const { link } = visited
  if (!hasPassed(visited)) return fail({ code: 'link_ended' })
  if (event.type === 'connect') await noteConnection(ctx, visited, event)
  else await noteStep(ctx, visited, event)
  const now = await readStoredLink(ctx, link.id)
  return succeed(readProgress(ctx, { ...visited, link: now ?? link }))
}

/** What a page says of connections is read at Nango so often a minute; what is said beyond that is read by the sweep. */
const mostReadBacks = 20

const noteConnection = async (
  ctx: DeskCtx,
  { link, visit }: Visited,
  { integrationKey, connectionId }: Extract<FrameEvent, { type: 'connect' }>,
) => {
  const isWanted = link.integrations.some((one) => one.key === integrationKey)
  if (!visit || !isWanted) return
  await insertReported(ctx.db, { visitId: visit.id, integrationKey, connectionId, at: ctx.now() })
  const { isSpent } = await consumeAllowance(ctx.db, `read back ${link.id}`, mostReadBacks)
  if (!isSpent) await confirmLink(ctx, link.id)
  const now = await readStoredLink(ctx, link.id)
  if (now?.integrations.some((one) => one.key === integrationKey && one.connectionId === connectionId))
    await recordStep(ctx, link.id, { kind: 'connected', integrationKey })
}

type StepEvent = Exclude<FrameEvent, { type: 'connect' }>

const noteStep = async (ctx: DeskCtx, visited: Visited, event: StepEvent) => {
  if (event.type === 'poll' || !readIsOpen(ctx, visited)) return undefined
  const integrationKey = keyOf(visited, event.integrationKey)
  const { id } = visited.link
  if (event.type === 'ready') return recordStep(ctx, id, { kind: 'connecting', integrationKey })
  if (event.type === 'close') return recordStep(ctx, id, { kind: 'opened' })
  return recordStep(ctx, id, { kind: 'stuck', integrationKey, reason: reasonOf(event), said: saidOf(event) })
}

/** An integration of this link, or none. */
const keyOf = ({ link }: Visited, key: string) =>
  link.integrations.find((one) => one.key === key)?.key ?? null

type Trouble = Extract<FrameEvent, { type: 'error' | 'no_frame' | 'session_over' }>

const reasonOf = (event: Trouble): StuckReason =>
  event.type === 'error' ? stuckReasonOf(event.errorType, event.isDenied) : event.type

/** Those of which Connect UI shows what it was told by the provider; of the others its own words, in the customer's language. */
const saidByProvider: StuckReason[] = ['unknown', 'declined']

const saidOf = (event: Trouble) => {
  if (event.type !== 'error') return null
  const errorType = errorTypeOf(event.errorType)
  const isOfProvider = saidByProvider.includes(reasonOf(event))
  return { errorType, text: isOfProvider ? cleanProviderText(event.errorMessage ?? '') : null }
}

/** Any page could have sent it: a name, or nothing. */
const errorTypeOf = (text: string) =>
  /^[a-z][a-z0-9_]{0,59}$/i.test(text) && cleanProviderText(text) === text ? text : null
