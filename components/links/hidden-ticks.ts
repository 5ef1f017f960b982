import { useEffect, useEffectEvent } from 'react'

/**
 * A timer of a page that has been hidden for five minutes comes once a minute
 * (https://developer.chrome.com/blog/timer-throttling-in-chrome-88); one of a worker goes on, and so does what its message
 * begins. Returns what stops it.
 */
const startTicking = (everyMs: number, onTick: () => void) => {
  const source = new Blob([`setInterval(() => postMessage(0), ${everyMs})`], { type: 'text/javascript' })
  const address = URL.createObjectURL(source)
  const worker = new Worker(address)
  let timer: ReturnType<typeof setInterval> | undefined
  worker.addEventListener('message', onTick)
  // Where a browser takes no such worker, late news is better than none.
  worker.addEventListener('error', () => {
    timer = setInterval(onTick, everyMs)
  })
  return () => {
    worker.terminate()
    clearInterval(timer)
    URL.revokeObjectURL(address)
  }
}

/** Half of the pause that the desk keeps between two questions about a link at Nango: none of them is missed. */
const liveMs = 2_500
/** For what may still come of a link after its end. */
const lateMs = 10_000

/**
 * Asks again and again while the page is hidden, where the page's own timers may stand still: often for a link that lives, now
 * and then for one that has ended and may still be connected, not at all for `null`.
 */
export function useHiddenTicks(pace: 'live' | 'late' | null, onTick: () => void) {
  const tick = useEffectEvent(onTick)
  useEffect(() => {
    if (pace === null) return undefined
    let stop: (() => void) | undefined
    const follow = () => {
      stop?.()
      const isHidden = document.visibilityState === 'hidden'
      stop = isHidden ? startTicking(pace === 'live' ? liveMs : lateMs, () => tick()) : undefined
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      stop?.()
    }
  }, [pace])
}
