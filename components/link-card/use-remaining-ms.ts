import { useEffect, useState } from 'react'

import { type Anchor, remainingSince } from '@/lib/core/countdown'

/**
 * Time left, new with every second. Looked at in each frame and not by a timer: the first frame after the machine
 * slept or the tab was hidden is right already.
 */
export const useRemainingMs = (anchor: Anchor, isRunning: boolean) => {
  const [remainingMs, setRemainingMs] = useState(anchor.remainingMs)
  useEffect(() => {
    let shownSeconds = Number.NaN
    let frame = 0
    const look = () => {
      const left = remainingSince(anchor, Date.now(), performance.now())
      if (Math.ceil(left / 1000) !== shownSeconds) {
        shownSeconds = Math.ceil(left / 1000)
        setRemainingMs(left)
      }
      frame = isRunning && left > 0 ? requestAnimationFrame(look) : 0
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [anchor, isRunning])
  return remainingMs
}
