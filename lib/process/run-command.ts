import 'server-only'
import { resolve } from 'node:path'

import nextEnv from '@next/env'

import { errorCode, PlainError } from '@/lib/core/errors'

/** Runs a command that takes one file, and says how it went; exit code 1 when it did not. */
export async function runFileCommand(usage: string, work: (file: string) => Promise<string>) {
  try {
    const [file, ...more] = process.argv.slice(2)
    if (!file || more.length > 0) throw new PlainError(`Usage: ${usage}`)
    loadCommandSettings()
    process.stdout.write(`${await work(resolve(file))}\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof PlainError ? error.message : describe(error)}\n`)
    process.exitCode = 1
  }
}

const describe = (error: unknown) =>
  `It failed (${errorCode(error) ?? (error instanceof Error ? error.message : 'unknown')}). Is the database reachable?`

/** Loads the .env files as `next start` does. A command calls it before the settings are read. */
export function loadCommandSettings() {
  nextEnv.loadEnvConfig(process.cwd(), false)
}
