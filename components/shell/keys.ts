import { type RefObject, useEffect, useEffectEvent } from 'react'

/** Keys that do something by themselves, outside of fields: `key-meaning.ts` has their words. */
export type DeskKey = 'n' | '/' | 'c' | 'q' | 'r' | 'x' | '?'

/** What keys open over any page. */
export type DeskDialog = 'palette' | 'keys'

/**
 * A key that came before what listens to them all and, where it leads to a field, what was typed after it. `listening` is
 * for these, and ends once they are taken; `events` is emptied when what was typed is let go.
 */
export type FirstKey = { events: KeyboardEvent[]; listening: AbortController }

type Press = () => void
type Place = RefObject<HTMLElement | null>

const holders: { key: DeskKey; press: Press; place: Place | undefined }[] = []

/** Lets a key do something as long as a part of the page can, and its `place` can be seen; null while it cannot. The last part wins. */
export function useKey(key: DeskKey, press: Press | null, place?: Place) {
  const pressed = useEffectEvent(() => press?.())
  const isHeld = press !== null
  useEffect(() => {
    if (!isHeld) return undefined
    const holder = { key, press: () => pressed(), place }
    holders.unshift(holder)
    return () => void holders.splice(holders.indexOf(holder), 1)
  }, [key, isHeld, place])
}

const isSeen = (place: Place | undefined) => place?.current?.checkVisibility() ?? true

/** What a key does on this page as it is now; null where nothing wants it. */
export function findPress(key: DeskKey): Press | null {
  return holders.find((one) => one.key === key && isSeen(one.place))?.press ?? null
}
