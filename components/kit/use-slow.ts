import { useEffect, useState } from 'react'

const slowMs = 300

/** True once something has been pending for so long that it must show. */
export function useSlow(isPending: boolean) {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    if (!isPending) return undefined
    const timer = setTimeout(() => setIsSlow(true), slowMs)
    return () => {
      clearTimeout(timer)
      setIsSlow(false)
    }
  }, [isPending])
  return isPending && isSlow
}

type WaitStage = 'none' | 'short' | 'long'

/** How long something has been going on: not worth a word before 300 ms, worth an explanation after 2 s. */
export function useWaitStage(isPending: boolean): WaitStage {
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
