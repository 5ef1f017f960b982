import { useEffect, useState } from 'react'

import { toFailure } from '@/components/kit/failure-text.client'
import type { FailureView } from '@/lib/core/failure'
import type { Answer } from '@/lib/core/result'

/**
 * What is answered to the question that stands now; each other function is another question. The last answer is shown until the
 * next is there, and one that comes too late counts for nothing.
 */
export function useLatest<T>(ask: () => Promise<Answer<T>>) {
  const [shown, setShown] = useState<T | null>(null)
  const [failure, setFailure] = useState<FailureView | null>(null)
  useEffect(() => {
    let isCurrent = true
    ask().then(
      (answer) => {
        if (!isCurrent) return
        if (answer.ok) setShown(answer.value)
        setFailure(answer.ok ? null : answer.failure)
      },
      (error: unknown) => {
        if (isCurrent) setFailure(toFailure(error))
      },
    )
    return () => {
      isCurrent = false
    }
  }, [ask])
  return { shown, setShown, failure }
}
