import { mkdirSync } from 'node:fs'
import { chdir } from 'node:process'
import { fileURLToPath } from 'node:url'

import { type Step, runStep } from './run-step'
import { beginEvidence, evidenceTable } from './tell-evidence'
import { formatCount, sumCounts, type TestCount } from './test-count'

/** Groups of steps in order. A group runs to its end; one that failed and is a gate ends the run. */
export type StepGroup = { steps: Step[]; isGate: boolean }

/** Runs the groups, prints one last line `N passed, N failed`, and sets the exit code. */
export async function runSteps(groups: StepGroup[]): Promise<void> {
  chdir(fileURLToPath(new URL('../../', import.meta.url)))
  mkdirSync('.test', { recursive: true })
  beginEvidence()
  const counts: TestCount[] = []
  for (const group of groups) {
    const groupCounts: TestCount[] = []
    for (const step of group.steps) groupCounts.push(await runStep(step))
    counts.push(...groupCounts)
    if (group.isGate && sumCounts(groupCounts).failed > 0) break
  }
  const total = sumCounts(counts)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
  const table = evidenceTable()
  if (table) process.stdout.write(`\n── Evidence ──\n${table}`)
  process.stdout.write(`\n${formatCount(total)}\n`)
}
