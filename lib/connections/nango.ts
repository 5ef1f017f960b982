import 'server-only'
import { succeed, type Result } from '@/lib/core/result'
import type { Nango } from '@/lib/nango/client'
import type { Connection } from '@/lib/nango/connection'
import {
  type ConnectionsQuestion,
  listConnections,
  type PageWindow,
  windowFrom,
} from '@/lib/nango/list-connections'

import type { ConnectionCursor, ConnectionPlace } from './schema'

export type Walk = {
  question: ConnectionsQuestion
  /** The last connection that was seen; null begins with the newest. */
  from: ConnectionCursor
  isWanted: (connection: Connection) => boolean
  /** How many to find. */
  limit: number
  /** How many to read with one call, about. */
  size: number
  now: () => Date
}

type Walked = {
  connections: Connection[]
  /** Where to go on; null at the end of the list. */
  next: ConnectionCursor
  /** Whether the walk ended before enough was found, though there is more. */
  isCutShort: boolean
}

/** One walk sees about this many connections, and begins no call after this time: then a person decides. */
const mostRead = 5_000
const mostCalls = 12
const walkMs = 4_000

/** What a walk has so far; `at` is the last connection that it saw. */
type Progress = { found: Connection[]; at: ConnectionCursor; count: number }

/**
 * The wanted connections below a place, newest first. Places shift while connections are created and removed: every
 * window begins at or before the last connection that was seen, so that none is passed over and none comes twice.
 */
export async function walkConnections(nango: Nango, walk: Walk): Promise<Result<Walked>> {
  const progress: Progress = { found: [], at: walk.from, count: 0 }
  const endsAt = walk.now().getTime() + walkMs
  const mayGoOn = () => progress.count < mostRead && walk.now().getTime() < endsAt
  for (let calls = 0; calls < mostCalls && (calls === 0 || mayGoOn()); calls += 1) {
    const window = windowFrom(Math.max(0, (progress.at?.seen ?? 0) - 1), walk.size)
    const answer = await listConnections(nango, walk.question, window, walk.now())
    if (!answer.ok) return answer
    const way = lookThrough(progress, answer.value, window, walk)
    const { found: connections, at } = progress
    if (way !== 'on') return succeed({ connections, next: way === 'end' ? null : at, isCutShort: false })
  }
  return succeed({ connections: progress.found, next: progress.at, isCutShort: true })
}

/** Takes one window into account: `enough` was found and there is more, the list is at its `end`, or the walk goes `on`. */
const lookThrough = (progress: Progress, rows: Connection[], window: PageWindow, walk: Walk) => {
  const from = progress.at
  const begin = window.page * window.limit
  if (from && begin > 0 && isPast(rows, from)) {
    progress.at = { ...from, seen: Math.max(1, from.seen - walk.size) }
    return 'on'
  }
  for (const [index, row] of rows.entries()) {
    const seen = begin + index + 1
    if (progress.at && !isOlder(row, progress.at)) progress.at = { ...progress.at, seen }
    else if (progress.found.length === walk.limit) return 'enough'
    else {
      progress.at = { createdAtMs: row.createdAt.getTime(), row: row.row, seen }
      progress.count += 1
      if (walk.isWanted(row)) progress.found.push(row)
    }
  }
  return rows.length < window.limit ? 'end' : 'on'
}

/** Nango sorts by creation; of one instant the higher row is the newer one. */
const isOlder = ({ row, createdAt }: Connection, place: ConnectionPlace) => {
  const ageMs = place.createdAtMs - createdAt.getTime()
  return ageMs > 0 || (ageMs === 0 && row < place.row)
}

/** Whether a window begins below a place: so many were removed that those next to it may stand above the window. */
const isPast = ([first]: Connection[], place: ConnectionPlace) => !first || isOlder(first, place)
