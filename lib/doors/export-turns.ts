import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { perProcess } from '@/lib/process/per-process'

/** Who holds a place, each by a token of that one export. */
type Turns = { holders: Map<string, object>; last: Promise<unknown> }

const turns = perProcess<Turns>('exports', () => ({ holders: new Map(), last: Promise.resolve() }))

/** How many exports a process reads at the same time. */
const mostExports = 3
/** After each batch the exports rest for this many times as long as it took: links are created meanwhile. */
const restShare = 3
const longestRestMs = 1_000

export type ExportPlace = { leave: () => void } | { refused: 'export_running' | 'exports_full' }

/** A place among the exports of this process: one a person, and a few in all. Whoever gets one has to leave it. */
export const takeExportPlace = (personId: string): ExportPlace => {
  const { holders } = turns.get()
  if (holders.has(personId)) return { refused: 'export_running' }
  if (holders.size >= mostExports) return { refused: 'exports_full' }
  const own = {}
  holders.set(personId, own)
  // Leaving twice takes nothing from the same person's next export.
  const leave = () => {
    if (holders.get(personId) === own) holders.delete(personId)
  }
  return { leave }
}

/** Reads one batch when no other export of this process is reading one, and lets the database rest after it. */
export const readInTurn = <T>(read: () => Promise<T>): Promise<T> => {
  const all = turns.get()
  let begunAt = 0
  const reading = all.last.then(() => {
    begunAt = performance.now()
    return read()
  })
  const rest = () => wait(Math.min(longestRestMs, restShare * (performance.now() - begunAt)))
  all.last = reading.then(rest, rest)
  return reading
}
