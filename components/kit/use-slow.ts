import { useEffect, useState } from 'react'

type WaitStage = 'none' | 'short' | 'long'

/** How long something has been going on: not worth a word before 300 ms, worth an explanation after 2 s. */
export function useWaitStage(isPending: boolean): WaitStage {
  const [stage, setStage] = useState<WaitStage>('none')
  useEffect(() => {
    if (!isPending) return undefined
    const timers = [setTimeout(() => setStage('short'), 300), setTimeout(() => setStage('long'), 2000)]
    return () => {
      timers.forEach(clearTimeout)
      setStage('none')
    }
  }, [isPending])
  return isPending ? stage : 'none'
}

/** True once something has been pending for so long that it must show. */
export function useSlow(isPending: boolean) {
  return useWaitStage(isPending) !== 'none'
}
