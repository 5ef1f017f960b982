import type { Answer } from '@/lib/core/result'

import { toFailureView, type Doing } from './failure'
import type { Result } from './result'

/** A result as a server action answers it. */
export const toAnswer = <T>(result: Result<T>, doing: Doing): Answer<T> =>
  result.ok ? result : { ok: false, failure: toFailureView(result.failure, doing) }
