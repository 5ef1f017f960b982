import { isField, isMac } from '@/components/kit/platform'
import type { DeskKey } from '@/components/shell/keys'

/** What a key does by itself, outside of fields, in the order in which the help lists them. */
export const keyWords: Record<DeskKey, string> = {
  n: 'New link',
  '/': 'Search',
  c: 'Copy link',
  q: 'Show full screen',
  r: 'Renew',
  x: 'Revoke',
  '?': 'Keyboard shortcuts',
}

const isDeskKey = (text: string): text is DeskKey => Object.hasOwn(keyWords, text)

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
  { isInField, hasCommand }: { isInField: boolean; hasCommand: boolean },
): DeskKey | 'palette' | null {
  const { altKey, ctrlKey, metaKey, shiftKey } = pressed
  const sign = signOf(pressed)
  const isLetter = /^[a-z]$/.test(sign)
  if (isLetter && (altKey || shiftKey)) return null
  if (ctrlKey || metaKey) return sign === 'k' && metaKey === hasCommand ? 'palette' : null
  return !isInField && isDeskKey(sign) ? sign : null
}

/** The same of an event of this page, where a held key, an open dialog and text that is being composed mean nothing. */
export function readKey(event: KeyboardEvent): DeskKey | 'palette' | null {
  const { repeat, isComposing, target } = event
  if (repeat || isComposing || document.querySelector('dialog[open]')) return null
  return keyMeant(event, { isInField: isField(target), hasCommand: isMac() })
}
