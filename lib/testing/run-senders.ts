import { vi } from 'vitest'

/** Waits for what has to come, however slow the machine is: the test's own limit ends a wait in vain. */
export const until = (check: () => unknown) => vi.waitFor(check, { timeout: 55_000, interval: 20 })

type Attempted = { lastAttemptAt: Date | null; nextAttemptAt: Date | null } | undefined

/** Whether an attempt is not recorded yet: its row waits for the end of the claim. No wait after an attempt is as long. */
export const isClaimed = (row: Attempted, claimMs: number) => {
  const waitMs = Number(row?.nextAttemptAt) - Number(row?.lastAttemptAt)
  return Math.abs(waitMs - claimMs) < 500
}

/** Senders that a test starts, each by the call that ends it; `stop` ends them all. */
export const keepSenders = () => {
  const senders: (() => Promise<void>)[] = []
  return {
    keep: (end: () => Promise<void>) => {
      senders.push(end)
    },
    stop: async () => {
      await Promise.all(senders.splice(0).map((end) => end()))
    },
  }
}
