import 'server-only'
import { resolve } from 'node:path'

import { errorCode } from '@/lib/core/error-code'
import { PlainError } from '@/lib/core/plain-error'

import { loadCommandSettings } from './load-command-settings'

/** Runs a command that takes one file, and says how it went; exit code 1 when it did not. */
export const runFileCommand = async (usage: string, work: (file: string) => Promise<string>) => {
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
