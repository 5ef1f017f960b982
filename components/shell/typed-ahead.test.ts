import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { hearFirst } from './first-keys'
import type { FirstKey } from './keys'
import { giveTyped, typedText } from './typed-ahead'

const typed = (...keys: string[]) => typedText(keys.map((key) => ({ key })))

describe('what is typed before its field is there', () => {
  it('is the signs in their order', () => expect(typed('x', 'a', 'v', ' ', 'É', '🦷')).toBe('xav É🦷'))
  it('loses the last one with each Backspace, and nothing with one too many', () =>
    expect(typed('Backspace', 'n', 'i', 'Backspace', 'o')).toBe('no'))
  it('has nothing of keys that write nothing', () =>
    expect(typed('Shift', 'N', 'Enter', 'Tab', 'ArrowLeft', 'Dead', 'Process')).toBe('N'))
})

/** As much of a page as keys need. */
class Field extends EventTarget {
  text = ''
  selectionStart: number | null = 0
  selectionEnd: number | null = 0
  setRangeText(text: string) {
    this.text += text
  }
}
const page = Object.assign(new EventTarget(), { querySelector: (): unknown => null })
/** A key of Node's, which knows events, but none of a keyboard. */
class Key extends Event {
  constructor(type: string, fields: object) {
    super(type, { cancelable: true })
    for (const [name, value] of Object.entries(fields)) Object.defineProperty(this, name, { value })
  }
}
type More = { altKey?: boolean; ctrlKey?: boolean; metaKey?: boolean; timeStamp?: number }
const plain = { altKey: false, ctrlKey: false, metaKey: false, timeStamp: 0 }
const key = (name: string, more: More = {}) => new KeyboardEvent('keydown', { key: name, ...plain, ...more })
/** Whether the page gets the key. */
const press = (name: string, more: More = {}) => page.dispatchEvent(key(name, more))
const focus = (target: EventTarget) => page.dispatchEvent(new Key('focusin', { target }))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  vi.stubGlobal('KeyboardEvent', Key)
  vi.stubGlobal('HTMLElement', Field)
  vi.stubGlobal('HTMLInputElement', Field)
  vi.stubGlobal('HTMLTextAreaElement', Field)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

let stop = () => {}
afterEach(() => stop())
/** A page from its first key on; what it tells of is taken at once if that leads to a field. */
const open = (load = () => Promise.resolve()) => {
  const told: FirstKey[] = []
  stop = hearFirst(load, (first) => told.push(first))
  return told
}
const hold = (...names: string[]) => {
  const told = open()
  for (const name of names) press(name)
  if (told[0]) giveTyped(told[0])
}

describe('a key before what listens to them all is there', () => {
  it.each([
    ['n', {}, true],
    ['/', {}, true],
    ['k', { ctrlKey: true }, true],
    ['k', {}, false],
    ['c', {}, false],
    ['n', { altKey: true }, false],
    ['k', { ctrlKey: true, altKey: true }, false],
  ])('%s with %o leads to a field: %s', (name, more, isLeading) => {
    const told = open()
    expect([press(name, more), press('a'), told.length]).toEqual([!isLeading, !isLeading, isLeading ? 1 : 2])
  })
  it('is none of ours over an open dialog, nor as a key of the browser', () => {
    const told = open()
    for (const name of ['F5', 'F12', 'Tab', 'Backspace']) expect(press(name)).toBe(true)
    vi.spyOn(page, 'querySelector').mockReturnValue({})
    for (const name of ['n', '/']) expect(press(name)).toBe(true)
    expect(press('k', { ctrlKey: true })).toBe(true)
    expect(told).toEqual([])
  })
  it("is the page's again where the code cannot be fetched", async () => {
    open(() => Promise.reject(new Error('no such chunk')))
    expect(press('n')).toBe(false)
    await Promise.resolve()
    await Promise.resolve()
    expect([press('a'), press('n'), press('/')]).toEqual([true, true, true])
  })
  it('keeps what is typed for three seconds', () => {
    open()
    press('n')
    expect([press('a', { timeStamp: 2900 }), press('b', { timeStamp: 3100 })]).toEqual([false, true])
  })
})

describe('what is typed until a field has the focus', () => {
  it('is written there, and not again', () => {
    hold('n', 'a')
    expect([press('Shift'), press('B'), press('c'), press('Backspace')]).toEqual([true, false, false, false])
    const field = new Field()
    focus(field)
    expect(field.text).toBe('aB')
    expect(press('d')).toBe(true)
  })
  it.each(['Tab', 'ArrowDown', 'PageDown', 'F5', 'F12', 'Escape'])('ends with %s', (name) => {
    hold('n')
    expect([press('a'), press(name), press('b')]).toEqual([false, true, true])
  })
  it.each([{ altKey: true }, { ctrlKey: true }, { metaKey: true }])('ends with a shortcut: %o', (more) => {
    hold('n')
    expect([press('ArrowLeft', more), press('b')]).toEqual([true, true])
  })
  it('ends with Enter, which presses nothing behind the field', () => {
    hold('n')
    expect([press('Enter'), press('Enter'), press('b')]).toEqual([false, true, true])
  })
  it('ends with the focus of what is no field for text', () => {
    hold('n', 'a')
    focus(new EventTarget())
    expect(press('b')).toBe(true)
    stop()
    hold('n', 'a')
    const choice = Object.assign(new Field(), { selectionStart: null })
    focus(choice)
    expect([choice.text, press('b')]).toEqual(['', true])
  })
  it('ends three seconds after the key, also without another one', () => {
    hold('n')
    expect([press('a', { timeStamp: 2900 }), press('b', { timeStamp: 3100 })]).toEqual([false, true])
    stop()
    hold('n', 'a')
    vi.advanceTimersByTime(3000)
    const field = new Field()
    focus(field)
    expect(field.text).toBe('')
  })
})
