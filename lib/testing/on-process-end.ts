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
