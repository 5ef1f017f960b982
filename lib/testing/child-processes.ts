import type { ChildProcess } from 'node:child_process'

/** Sends `signal` to a process that we started and waits for its end; after `graceMs` it is killed, by its own id. */
export async function stopProcess(
  child: ChildProcess,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (hasEnded(child)) return
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(timer)
}

/** True once the process has ended, by itself or by a signal. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

type CleanUp = () => void

const cleanUps = new Set<CleanUp>()
let isListening = false

/** Runs `cleanUp` (synchronous) when this process ends by itself or by SIGINT, SIGTERM or SIGHUP. Returns the cancel. */
export function onProcessEnd(cleanUp: CleanUp): () => void {
  cleanUps.add(cleanUp)
  listenOnce()
  return () => {
    cleanUps.delete(cleanUp)
  }
}

function listenOnce(): void {
  if (isListening) return
  isListening = true
  process.once('exit', runAll)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      runAll()
      // A test runner with its own listener ends in its own way; alone, we end as the signal asked.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
    })
  }
}

function runAll(): void {
  for (const cleanUp of cleanUps) cleanUp()
  cleanUps.clear()
}
