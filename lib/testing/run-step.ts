import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

import { onProcessEnd } from './on-process-end'
import { type ReportKind, readReport } from './read-report'
import { type TestCount, withExitCode } from './test-count'

export type Step = {
  title: string
  /** Program and arguments; programs of node_modules/.bin go by their bare name. */
  command: [string, ...string[]]
  /** A JSON report with the counts; a step without one counts as one test. */
  report?: { kind: ReportKind; path: string }
  env?: Record<string, string>
}

/** Runs one step with its output streamed under a heading, prints its duration and returns its count. */
export async function runStep(step: Step): Promise<TestCount> {
  process.stdout.write(`\n── ${step.title} ──\n`)
  if (step.report) rmSync(step.report.path, { force: true })
  const startedAt = Date.now()
  const hasExitedWell = await runCommand(step)
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`── ${step.title}: ${hasExitedWell ? 'ok' : 'FAILED'} in ${seconds} s ──\n`)
  if (!step.report) return { passed: hasExitedWell ? 1 : 0, failed: hasExitedWell ? 0 : 1 }
  return withExitCode(readReport(step.report.kind, step.report.path), hasExitedWell)
}

function runCommand({ command: [program, ...args], env }: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...stepEnv(), ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const cancelCleanUp = onProcessEnd(() => child.kill('SIGTERM'))
    const finish = (isWell: boolean) => {
      cancelCleanUp()
      resolve(isWell)
    }
    child.once('error', (error) => {
      process.stdout.write(`${program}: ${error.message}\n`)
      finish(false)
    })
    child.once('exit', (code) => finish(code === 0))
  })
}

function stepEnv(): NodeJS.ProcessEnv {
  const path = `node_modules/.bin:${process.env.PATH ?? ''}`
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', NO_COLOR: '1' }
}
