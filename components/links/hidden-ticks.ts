import { useEffect, useEffectEvent } from 'react'

/** Null where a browser, or the page's policy, takes no such worker. */
const toWorker = (address: string) => {
  try {
    return new Worker(address)
  } catch {
    return null
  }
}

/**
 * A timer of a page that has been hidden for five minutes comes once a minute
 * (https://developer.chrome.com/blog/timer-throttling-in-chrome-88); one of a worker goes on, and so does what its message
 * begins. Returns what stops it.
 */
const startTicking = (everyMs: number, onTick: () => void) => {
  const source = new Blob([`setInterval(() => postMessage(0), ${everyMs})`], { type: 'text/javascript' })
  const address = URL.createObjectURL(source)
  const clock = toWorker(address)
  // Late news is better than none.
  const timer = clock ? undefined : setInterval(onTick, everyMs)
  clock?.addEventListener('message', onTick)
  return () => {
    clock?.terminate()
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
