import type { Db } from '@/lib/db/open'

class RolledBack extends Error {}

/** Runs work in a transaction and undoes what it did; returns what it returned. */
export const rollBack = async <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> => {
  const done: { value: T }[] = []
  const undone = db.transaction(async (tx) => {
    done.push({ value: await work(tx) })
    throw new RolledBack()
  })
  await undone.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  const [first] = done
  if (!first) throw new Error('nothing was done')
  return first.value
}
