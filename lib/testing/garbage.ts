import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects all that nobody holds, at once: what a finalizer alone lets go of is still there. */
export async function collectGarbage() {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  await new Promise(setImmediate)
  if (typeof collect === 'function') collect()
}
