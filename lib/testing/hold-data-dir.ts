import { lockDataDir } from '@/lib/db/process-lock'

/** A process that takes a data directory, says so, and holds it until its input ends; or says why it may not. */
try {
  lockDataDir(process.argv[2] ?? '')
  process.stdout.write('held\n')
  process.stdin.resume()
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'}\n`)
  process.exit(1)
}
