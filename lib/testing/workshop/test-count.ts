import { readFileSync } from 'node:fs'

import { z } from 'zod'

export type TestCount = { passed: number; failed: number }

const Status = z.object({ status: z.string() })
const VitestReport = z.object({ testResults: z.array(Status.extend({ assertionResults: z.array(Status) })) })
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

/**
 * Counts a step by the JSON report of vitest or Playwright; a step without one counts as one test. What did not plainly
 * pass (skipped, todo, a file that did not load) counts as failed, and so does a step with a bad end, with no report, or in
 * which nothing ran. What passed at its second try did pass.
 */
export function countStep(hasEndedWell: boolean, reportPath?: string): TestCount {
  if (reportPath === undefined) return { passed: Number(hasEndedWell), failed: Number(!hasEndedWell) }
  const { passed, failed } = countReport(readJson(reportPath))
  return { passed, failed: failed === 0 && (passed === 0 || !hasEndedWell) ? 1 : failed }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { testResults: [] }
  }
}

function countReport(json: unknown): TestCount {
  const report = z.union([VitestReport, PlaywrightReport]).parse(json)
  if ('stats' in report) {
    const { expected, unexpected, flaky, skipped } = report.stats
    return { passed: expected + flaky, failed: unexpected + skipped + report.errors.length }
  }
  const results = report.testResults.flatMap(({ status, assertionResults }) => {
    const tests = assertionResults.map((test) => test.status)
    return status === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests
  })
  const passed = results.filter((status) => status === 'passed').length
  return { passed, failed: results.length - passed }
}
