import 'server-only'
import { randomBytes } from 'node:crypto'

import type { DeskCtx } from '@/lib/ctx'
import { recordOpened } from '@/lib/handoff/record'

import { hashSecret, readIsOpen, type Visited } from './read'
import { insertVisit } from './store'

/** Devices that people call by a name, by words that their browsers say of themselves; the first that has all counts. */
const devices: [words: string[], name: string][] = [
  [['iPhone'], 'iPhone'],
  [['iPod'], 'iPhone'],
  [['iPad'], 'iPad'],
  [['Android', 'Mobile'], 'Android phone'],
  [['Android'], 'Android tablet'],
  [['CrOS'], 'Chromebook'],
  [['Macintosh'], 'Mac'],
  [['Windows'], 'Windows PC'],
  [['Linux'], 'Linux PC'],
]

/** The kind of device of a User-Agent header; nothing more of it is kept. */
export function deviceOf(userAgent: string | null): string {
  const text = (userAgent ?? '').slice(0, 500)
  return devices.find(([words]) => words.every((word) => text.includes(word)))?.[1] ?? 'another device'
}

/**
 * Somebody pressed Continue: their browser gets a visit of its own, once; with no check to pass it has passed. Returns the secret for
 * its cookie, or null where it has one already or the link does nothing any more. Uses nothing up, so a machine may press, too.
 */
export async function beginVisit(ctx: DeskCtx, visited: Visited, on: string): Promise<string | null> {
  if (!readIsOpen(ctx, visited) || visited.visit) return null
  const { link, handoff } = visited
  const secret = randomBytes(32).toString('base64url')
  const at = ctx.now()
  const isPassed = handoff.check === 'none'
  await insertVisit(ctx.db, { linkId: link.id, secretHash: hashSecret(secret), at, isPassed })
  await recordOpened(ctx, link.id, on)
  return secret
}
