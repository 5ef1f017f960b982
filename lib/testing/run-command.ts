import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { z } from 'zod'

import { validEnvironment } from './test-settings'

const Ended = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() })

/** Runs a command of the desk, as npm does, in the environment of `validEnvironment` with changes. */
export const runCommand = async (script: string, args: string[], changes: Record<string, string>) => {
  const node = ['--liftoff-only', '--conditions=react-server', '--import', 'tsx', script, ...args]
  // Empty ones, so that no .env file of this folder fills them in.
  const unset = { DATABASE_URL: '', NANGO_SECRET_KEY: '' }
  const env = {
    PATH: process.env['PATH'],
    ...validEnvironment,
    ...unset,
    ...changes,
    NODE_ENV: 'test' as const,
  }
  const cwd = join(import.meta.dirname, '../..')
  const run = promisify(execFile)(process.execPath, node, { cwd, env })
  return Ended.parse(await run.then((said) => ({ code: 0, ...said })).catch((error: unknown) => error))
}
