import { type RefObject, useEffect, useEffectEvent } from 'react'

/** What a key does by itself, outside of fields, in the order in which the help lists them. */
export const keyWords = {
  n: 'New link',
  '/': 'Search',
  c: 'Copy link',
  q: 'Show full screen',
  r: 'Renew',
  x: 'Revoke',
  '?': 'Keyboard shortcuts',
} as const

export type DeskKey = keyof typeof keyWords

/** What keys open over any page. */
export type DeskDialog = 'palette' | 'keys'

const isDeskKey = (text: string): text is DeskKey => Object.hasOwn(keyWords, text)

type Press = () => void

type Place = RefObject<HTMLElement | null>

const holders: { key: DeskKey; press: Press; place: Place | undefined }[] = []

/** Lets a key do something as long as a part of the page can, and its `place` can be seen; null while it cannot. */
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

/** What a key does on this page as it is now, by the part that came last; null where nothing wants it. */
export function findPress(key: DeskKey): Press | null {
  return holders.find((one) => one.key === key && isSeen(one.place))?.press ?? null
}

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent)

/** What opens the palette, as people call it. */
export function paletteKeys() {
  return isMac() ? '⌘ K' : 'Ctrl K'
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** The letter or sign of a key, also where the keyboard writes another script. */
const signOf = ({ key, code }: Pressed) =>
  key > '\u007f' ? code.replace(/^Key/, '').toLowerCase() : key.toLowerCase()

/**
 * What somebody means by a key: one of ours, the palette, or null. Single keys mean nothing in a field. Some keyboards need
 * Shift or Option for a sign; with a letter these mean something else.
 */
export function keyMeant(
  pressed: Pressed,
  { isField, hasCommand }: { isField: boolean; hasCommand: boolean },
): DeskKey | 'palette' | null {
  const { altKey, ctrlKey, metaKey, shiftKey } = pressed
  const sign = signOf(pressed)
  const isLetter = /^[a-z]$/.test(sign)
  if (isLetter && (altKey || shiftKey)) return null
  if (ctrlKey || metaKey) return sign === 'k' && metaKey === hasCommand ? 'palette' : null
  return !isField && isDeskKey(sign) ? sign : null
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'))

/** The same of an event of this page, where a held key, an open dialog and text that is being composed mean nothing. */
export function readKey(event: KeyboardEvent): DeskKey | 'palette' | null {
  const { repeat, isComposing, defaultPrevented, target } = event
  if (repeat || isComposing || defaultPrevented || document.querySelector('dialog[open]')) return null
  return keyMeant(event, { isField: isField(target), hasCommand: isMac() })
}
