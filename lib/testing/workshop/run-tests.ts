import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'

import { onProcessEnd } from '../child-processes'
import { beginEvidence, evidenceTable } from '../evidence'
import { countStep } from './test-count'

// npm test: each step is an npm script; the last line is `N passed, N failed`. Only a failing check or build ends it at once.
const steps: { script: string; report?: string }[] = [
  { script: 'check' },
  { script: 'unit', report: '.test/vitest.json' },
  { script: 'build' },
  { script: 'e2e', report: '.test/playwright.json' },
  ...(process.env['EVIDENCE'] ? [{ script: 'bench' }] : []),
]

mkdirSync('.test', { recursive: true })
beginEvidence()
const total = { passed: 0, failed: 0 }
for (const { script, report } of steps) {
  if (report !== undefined) rmSync(report, { force: true })
  const startedAt = Date.now()
  const { passed, failed } = countStep(await runScript(script), report)
  total.passed += passed
  total.failed += failed
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`── npm run ${script}: ${failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s ──\n`)
  if (failed > 0 && report === undefined) break
}
process.stdout.write(`${evidenceTable()}\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed > 0 ? 1 : 0

/** Runs an npm script with its output streamed; true when it ended well. */
async function runScript(script: string): Promise<boolean> {
  process.stdout.write(`\n── npm run ${script} ──\n`)
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', NO_COLOR: '1' }
  const child = spawn('npm', ['run', '--silent', script], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const cancelCleanUp = onProcessEnd(() => child.kill('SIGTERM'))
  const [code]: unknown[] = await once(child, 'exit')
  cancelCleanUp()
  return code === 0
}
