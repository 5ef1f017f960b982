import { unstable_rethrow } from 'next/navigation'
import { useRef, useState } from 'react'

import type { Answer } from '@/lib/core/answers'

const unreachable = 'Connect Desk could not be reached. Try again.'

/** Runs an action once at a time; `message` says why it did not work. */
export const useAnswer = <T>(act: () => Promise<Answer<T>>, onDone: (value: T) => void) => {
  const [isPending, setIsPending] = useState(false)
  const [message, setMessage] = useState<string | null>(null)
  const isRunning = useRef(false)
  const run = async () => {
    if (isRunning.current) return
    isRunning.current = true
    setIsPending(true)
    setMessage(null)
    try {
      const answer = await act()
      if (answer.ok) onDone(answer.value)
      else setMessage(answer.failure.message)
    } catch (error) {
      unstable_rethrow(error)
      setMessage(unreachable)
    } finally {
      isRunning.current = false
      setIsPending(false)
    }
  }
  return { run: () => void run(), isPending, message }
}
