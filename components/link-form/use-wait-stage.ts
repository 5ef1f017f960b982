import { useEffect, useState } from 'react'

export type WaitStage = 'none' | 'short' | 'long'

/** How long something has been going on: not worth a word before 300 ms, worth an explanation after 2 s. */
export const useWaitStage = (isPending: boolean): WaitStage => {
  const [stage, setStage] = useState<WaitStage>('none')
  useEffect(() => {
    const timers = isPending
      ? [setTimeout(() => setStage('short'), 300), setTimeout(() => setStage('long'), 2000)]
      : []
    return () => {
      timers.forEach(clearTimeout)
      setStage('none')
    }
  }, [isPending])
  return stage
}
