import 'server-only'
import type { DeskCtx } from '@/lib/ctx'

import { foldNewest } from './store/unfolded'

/** One statement's worth: on PGlite whoever creates a link waits for it. */
const batchSize = 100
/** Of one sweep; a million rows with accents take a few hours. */
const mostBatches = 20

/**
 * Folds search texts that were written before this release or by a process of the one before, newest first, a few
 * thousand at a time. A batch is a statement of its own: no row is locked for longer.
 */
export async function foldSearchTexts({ db }: DeskCtx): Promise<void> {
  for (let batch = 0; batch < mostBatches; batch += 1)
    if ((await foldNewest(db, batchSize)) < batchSize) return
}
