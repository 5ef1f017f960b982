import { readFileSync } from 'node:fs'

import { z } from 'zod'

import type { TestCount } from './test-count'

export type ReportKind = 'vitest' | 'playwright'

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

/**
 * Counts the tests in a JSON report of vitest or Playwright. Whatever did not plainly pass (skipped, todo, flaky, a file
 * that did not load, a missing report) counts as failed, so that nothing is skipped in silence.
 */
export function readReport(kind: ReportKind, path: string): TestCount {
  const report = readJson(path)
  if (report === undefined) return { passed: 0, failed: 1 }
  return kind === 'vitest'
    ? countVitest(VitestReport.parse(report))
    : countPlaywright(PlaywrightReport.parse(report))
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function countVitest({ testResults }: z.infer<typeof VitestReport>): TestCount {
  const statuses = testResults.flatMap((file) => file.assertionResults.map((result) => result.status))
  const passed = statuses.filter((status) => status === 'passed').length
  const isBroken = (file: (typeof testResults)[number]) =>
    file.status === 'failed' && file.assertionResults.every((result) => result.status === 'passed')
  return { passed, failed: statuses.length - passed + testResults.filter(isBroken).length }
}

function countPlaywright({ stats, errors }: z.infer<typeof PlaywrightReport>): TestCount {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }
}
