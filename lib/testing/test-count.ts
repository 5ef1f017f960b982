export type TestCount = { passed: number; failed: number }

/** Adds counts up. */
export function sumCounts(counts: TestCount[]): TestCount {
  return counts.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    {
      passed: 0,
      failed: 0,
    },
  )
}

/** A step that ended badly, or in which nothing ran, never counts as all passed. */
export function withExitCode(count: TestCount, hasExitedWell: boolean): TestCount {
  const isSilent = count.passed + count.failed === 0
  const isHidden = !hasExitedWell && count.failed === 0
  return isSilent || isHidden ? { ...count, failed: count.failed + 1 } : count
}

/** The last line of a run. */
export function formatCount({ passed, failed }: TestCount): string {
  return `${passed} passed, ${failed} failed`
}
