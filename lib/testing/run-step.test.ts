import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeEach, expect, test, vi } from 'vitest'

import { runStep } from './run-step'

const folder = mkdtempSync(join(tmpdir(), 'desk-step-'))
const report = { kind: 'playwright', path: join(folder, 'report.json') } as const
const good = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function node(script: string): [string, ...string[]] {
  return [process.execPath, '-e', script]
}

function writeReportAndExit(content: unknown, code: number): [string, ...string[]] {
  const text = JSON.stringify(JSON.stringify(content))
  return node(`fs.writeFileSync(${JSON.stringify(report.path)}, ${text}); process.exitCode = ${code}`)
}

test('a step without a report counts as one', async () => {
  expect(await runStep({ title: 'good', command: node('0') })).toEqual({ passed: 1, failed: 0 })
  expect(await runStep({ title: 'bad', command: node('process.exit(3)') })).toEqual({ passed: 0, failed: 1 })
})

test('a program that is missing fails', async () => {
  expect(await runStep({ title: 'none', command: ['no-such-program'] })).toEqual({ passed: 0, failed: 1 })
})

test('a step with a report counts its tests, and a bad exit too', async () => {
  const counted = await runStep({ title: 'counted', command: writeReportAndExit(good, 0), report })
  expect(counted).toEqual({ passed: 3, failed: 0 })
  const bad = await runStep({ title: 'bad exit', command: writeReportAndExit(good, 1), report })
  expect(bad).toEqual({ passed: 3, failed: 1 })
})

test('the report of an earlier run is not counted again', async () => {
  expect(await runStep({ title: 'silent', command: node('0'), report })).toEqual({ passed: 0, failed: 1 })
})
