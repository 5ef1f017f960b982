import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import { recordAsk } from '@/lib/handoff/record'

import { readIsOpen, type Visited } from './read'

/**
 * The customer of a link that has ended wants a new one: it rings at its maker, once an hour. Nothing is made by it, or whoever holds
 * an old mail could open a new door.
 */
export async function askAnew(ctx: DeskCtx, visited: Visited): Promise<void> {
  if (visited.link.state === 'connected' || readIsOpen(ctx, visited)) return
  await recordAsk(ctx, visited.link.id)
}
