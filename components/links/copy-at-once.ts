import { useRef } from 'react'

import { copyText } from '@/components/kit/copy.client'
import { usePreferences } from '@/components/shell/viewer.client'

/** A copy that was begun before its text is known. */
type Begun = { settle: (text: string) => Promise<boolean>; abandon: () => void }

/** No action takes longer; until then a browser may hold its clipboard. */
const longestMs = 15_000

const nothing = () => {}

const beginCopy = (): Begun => {
  let give: (text: string) => void = nothing
  let abandon = nothing
  const text = new Promise<string>((resolve, reject) => {
    give = resolve
    abandon = () => reject(new Error('There is nothing to copy.'))
  })
  const copying = copyText(text).catch(() => false)
  const timer = setTimeout(abandon, longestMs)
  return {
    abandon,
    settle: (known) => {
      clearTimeout(timer)
      give(known)
      return copying
    },
  }
}

/**
 * Copies a link as soon as it is created, for whoever chose that: `begin` within the press that creates it, for some browsers
 * let nobody copy long after one, `settle` when it is there. What `settle` returns says whether it is on the clipboard; null
 * where nobody wants it there.
 */
export function useCopyAtOnce() {
  const { copiesAtOnce } = usePreferences()
  const begun = useRef<Begun>(null)
  const take = () => {
    const taken = begun.current
    begun.current = null
    return taken
  }
  return {
    begin: () => {
      take()?.abandon()
      if (copiesAtOnce) begun.current = beginCopy()
    },
    settle: (url: string | null): Promise<boolean> | null => {
      const taken = take()
      if (url !== null) return taken?.settle(url) ?? null
      taken?.abandon()
      return null
    },
  }
}
