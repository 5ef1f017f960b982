import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import { recordAsk } from '@/lib/handoff/record'

import { hasPassed, readIsOpen, type Visited } from './read'

/**
 * The customer of a link that has ended, or that opens nothing any more, wants a new one: it rings at its maker, once an hour. Nothing
 * is made by it, or whoever holds an old mail could open a new door.
 */
export async function askAnew(ctx: DeskCtx, visited: Visited): Promise<void> {
  const isStrange = readIsOpen(ctx, visited) && !hasPassed(visited)
  if (visited.link.state === 'connected' || isStrange) return
  await recordAsk(ctx, visited.link.id)
}
