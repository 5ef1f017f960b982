import { unstable_rethrow, useRouter } from 'next/navigation'
import { useRef, useState } from 'react'

import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import type { FailureView } from '@/lib/core/failure'
import { newIntentKey, nextIntentKey } from '@/lib/core/intent-key'
import type { Answer } from '@/lib/core/result'

/** Runs an action once at a time; `failure`, and `message` to show as it is, say why it did not work. */
export function useAnswer<T>(act: () => Promise<Answer<T>>, onDone: (value: T) => void) {
  const [isPending, setIsPending] = useState(false)
  const [failure, setFailure] = useState<FailureView | null>(null)
  const isRunning = useRef(false)
  const run = async () => {
    if (isRunning.current) return
    isRunning.current = true
    setIsPending(true)
    setFailure(null)
    try {
      const answer = await act()
      if (answer.ok) onDone(answer.value)
      else setFailure(answer.failure)
    } catch (error) {
      unstable_rethrow(error)
      setFailure(toFailure(error))
    } finally {
      isRunning.current = false
      setIsPending(false)
    }
  }
  return { run: () => void run(), isPending, failure, message: failure && <FailureText failure={failure} /> }
}

/** `useAnswer` for a change of what the page shows: the server then renders the page again. */
export function useRefreshingAnswer<T>(act: () => Promise<Answer<T>>, onDone?: (value: T) => void) {
  const router = useRouter()
  return useAnswer(act, (value) => {
    onDone?.(value)
    router.refresh()
  })
}

/** The same for what must not be done twice: a press after a failure is a new intent; one whose outcome is open is the same again. */
export function useIntent<T>(act: (intentKey: string) => Promise<Answer<T>>, onDone: (value: T) => void) {
  const [intentKey, setIntentKey] = useState(newIntentKey)
  return useAnswer(async () => {
    const answer = await act(intentKey)
    setIntentKey(nextIntentKey(intentKey, answer.ok ? null : answer.failure, newIntentKey()))
    return answer
  }, onDone)
}

/** Requests one of the desk's own addresses after a pause; null for any answer but a good one. Throws when offline or aborted. */
export async function fetchAfter(pauseMs: number, address: string, signal: AbortSignal): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
  const response = await fetch(address, { cache: 'no-store', signal })
  return response.ok ? response.json() : null
}
