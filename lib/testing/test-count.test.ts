import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { readReport } from './read-report'
import { formatCount, sumCounts, withExitCode } from './test-count'

const folder = mkdtempSync(join(tmpdir(), 'desk-report-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function writeReport(content: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

function vitestFile(status: string, ...results: string[]) {
  return { status, assertionResults: results.map((result) => ({ status: result })) }
}

describe('readReport', () => {
  test('whatever is not passed is failed', () => {
    const path = writeReport({
      testResults: [vitestFile('passed', 'passed', 'passed', 'skipped', 'todo', 'pending')],
    })
    expect(readReport('vitest', path)).toEqual({ passed: 2, failed: 3 })
  })

  test('a file that did not load is one failure, a failed test is not counted twice', () => {
    const path = writeReport({
      testResults: [vitestFile('failed'), vitestFile('failed', 'passed', 'failed')],
    })
    expect(readReport('vitest', path)).toEqual({ passed: 1, failed: 2 })
  })

  test('flaky, skipped and global errors of Playwright are failures', () => {
    const path = writeReport({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{}] })
    expect(readReport('playwright', path)).toEqual({ passed: 5, failed: 7 })
  })

  test('a missing report is a failure', () => {
    expect(readReport('vitest', join(folder, 'absent.json'))).toEqual({ passed: 0, failed: 1 })
  })
})

describe('counts', () => {
  test('a run with nothing in it fails', () => {
    expect(withExitCode({ passed: 0, failed: 0 }, true)).toEqual({ passed: 0, failed: 1 })
  })

  test('a bad exit is never hidden, a counted failure is not doubled', () => {
    expect(withExitCode({ passed: 3, failed: 0 }, false)).toEqual({ passed: 3, failed: 1 })
    expect(withExitCode({ passed: 3, failed: 2 }, false)).toEqual({ passed: 3, failed: 2 })
    expect(withExitCode({ passed: 3, failed: 0 }, true)).toEqual({ passed: 3, failed: 0 })
  })

  test('the last line', () => {
    const total = sumCounts([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 1 },
    ])
    expect(formatCount(total)).toBe('3 passed, 1 failed')
  })
})
