import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { countStep } from './test-count'

const folder = mkdtempSync(join(tmpdir(), 'desk-report-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function writeReport(content: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function vitestFile(status: string, ...results: string[]) {
  return { status, assertionResults: results.map((result) => ({ status: result })) }
}

const good = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }

test('a step without a report counts as one', () => {
  expect(countStep(true)).toEqual({ passed: 1, failed: 0 })
  expect(countStep(false)).toEqual({ passed: 0, failed: 1 })
})

test('whatever is not passed is failed', () => {
  const path = writeReport({
    testResults: [vitestFile('passed', 'passed', 'passed', 'skipped', 'todo', 'pending')],
  })
  expect(countStep(true, path)).toEqual({ passed: 2, failed: 3 })
})

test('a file that did not load is one failure, a failed test is not counted twice', () => {
  const path = writeReport({ testResults: [vitestFile('failed'), vitestFile('failed', 'passed', 'failed')] })
  expect(countStep(false, path)).toEqual({ passed: 1, failed: 2 })
})

test('skipped and global errors of Playwright are failures, what passed at its second try is none', () => {
  const path = writeReport({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{}] })
  expect(countStep(false, path)).toEqual({ passed: 7, failed: 5 })
})

test('a missing report, one cut off and one with nothing in it are failures', () => {
  expect(countStep(true, join(folder, 'absent.json'))).toEqual({ passed: 0, failed: 1 })
  expect(countStep(true, writeReport('{"stats":'))).toEqual({ passed: 0, failed: 1 })
  expect(countStep(true, writeReport({ testResults: [] }))).toEqual({ passed: 0, failed: 1 })
})

test('a bad end is never hidden, a counted failure is not doubled', () => {
  expect(countStep(true, writeReport(good))).toEqual({ passed: 3, failed: 0 })
  expect(countStep(false, writeReport(good))).toEqual({ passed: 3, failed: 1 })
  expect(countStep(false, writeReport({ testResults: [vitestFile('failed', 'failed')] }))).toEqual({
    passed: 0,
    failed: 1,
  })
})
