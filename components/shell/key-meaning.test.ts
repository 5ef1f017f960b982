import { describe, expect, it } from 'vitest'

import { keyMeant } from './key-meaning'

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }
const onPage = { isInField: false, hasCommand: false }
const press = (key: string, more: Partial<typeof plain> & { code?: string } = {}, where = onPage) =>
  keyMeant({ key, code: '', ...plain, ...more }, where)

describe('a single key', () => {
  it.each(['n', '/', 'c', 'q', 'r', 'x', '?'])('%s is one of ours', (key) => expect(press(key)).toBe(key))
  it('is the same with Caps Lock', () => expect(press('N')).toBe('n'))
  it('is the same where the keyboard writes another script', () =>
    expect(press('т', { code: 'KeyN' })).toBe('n'))
  it('is a sign also where that takes Shift', () => {
    expect(press('/', { shiftKey: true })).toBe('/')
    expect(press('?', { shiftKey: true })).toBe('?')
  })
  it('is none of ours with Shift, Alt or Ctrl, which belong to the browser', () => {
    for (const more of [{ shiftKey: true }, { altKey: true }, { ctrlKey: true }, { metaKey: true }])
      for (const key of ['n', 'c', 'r', 'x', 'q']) expect(press(key, more)).toBeNull()
  })
  it.each(['Enter', 'Escape', 'Tab', ' ', 'a', '1', 'ArrowDown', 'constructor', 'Dead', 'Unidentified'])(
    '%s is none of ours',
    (key) => expect(press(key)).toBeNull(),
  )
  it('means nothing in a field', () => {
    for (const key of ['n', '/', '?', 'x']) expect(press(key, {}, { ...onPage, isInField: true })).toBeNull()
  })
})

describe('the palette', () => {
  const mac = { isInField: false, hasCommand: true }
  it('is Ctrl and K, on a Mac Command and K, in a field as well', () => {
    for (const isInField of [true, false]) {
      expect(press('k', { ctrlKey: true }, { ...onPage, isInField })).toBe('palette')
      expect(press('k', { metaKey: true }, { ...mac, isInField })).toBe('palette')
    }
    expect(press('л', { code: 'KeyK', ctrlKey: true })).toBe('palette')
  })
  it('is not what deletes to the end of the line on a Mac, nor anything with Shift or Alt', () => {
    expect(press('k', { ctrlKey: true }, mac)).toBeNull()
    expect(press('k', { metaKey: true })).toBeNull()
    expect(press('k', { ctrlKey: true, shiftKey: true })).toBeNull()
    expect(press('k', { ctrlKey: true, altKey: true })).toBeNull()
    expect(press('k')).toBeNull()
  })
})
