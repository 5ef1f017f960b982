import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import { recordAsk } from '@/lib/handoff/record'
import { readStoredLink } from '@/lib/links/read'
import type { StoredLink } from '@/lib/links/reveal'
import { mostRenewed } from '@/lib/links/words'

import { hasPassed, readIsOpen, type Visited } from './read'

/**
 * The customer of a link that has ended, or that opens nothing any more, wants a new one: it rings at its maker, once an hour; where
 * the link was renewed meanwhile, by the newest one that took its place, as that is what staff look at. Nothing is made by it, or
 * whoever holds an old mail could open a new door.
 */
export async function askAnew(ctx: DeskCtx, visited: Visited): Promise<void> {
  const { link } = visited
  const isStrange = readIsOpen(ctx, visited) && !hasPassed(visited)
  if (link.state === 'connected' || isStrange) return
  const newest = await readNewest(ctx, link)
  // Whoever asks has what they want already.
  if (newest.state === 'connected') return
  await recordAsk(ctx, link.id)
  if (newest.id !== link.id) await recordAsk(ctx, newest.id)
}

const readNewest = async (ctx: DeskCtx, link: StoredLink, left = mostRenewed): Promise<StoredLink> => {
  const next = left > 0 && link.renewedAs ? await readStoredLink(ctx, link.renewedAs) : null
  return next ? readNewest(ctx, next, left - 1) : link
}
