import type { Result } from '@/lib/core/result'

/** The value of what must have worked. */
export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

/** How a use case ended: `ok`, or the code of its failure. */
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code)
