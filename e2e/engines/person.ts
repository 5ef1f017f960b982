import { expect } from 'playwright/test'
import { z } from 'zod'

import type { Kind } from '../in-page/story'
import { callInPage, type EnginePlace, type EngineWindow } from './engine'

export type Person = ReturnType<typeof sitDown>

/** An answer of a document; none where it is just then loaded anew. */
const ask = <Value>(question: () => Promise<Value>): Promise<Value | null> => question().catch(() => null)

/** Somebody at a document: finds things by what they are and are called, and waits for them as people do. */
const lookAt = (place: EnginePlace) => {
  const find = async (kind: Kind, name: string): Promise<string> => {
    const seek = () => callInPage(place, z.string().nullable(), 'mark', kind, name)
    await expect.poll(() => ask(seek), `${kind} ${name}`).not.toBeNull()
    return (await seek()) ?? ''
  }
  const text = () => ask(() => callInPage(place, z.string(), 'text'))
  return {
    find,
    press: async (name: string, kind: Kind = 'button') => place.click(await find(kind, name)),
    type: async (label: string, words: string) => place.type(await find('field', label), words),
    sees: (words: string | RegExp) => expect.poll(text).toMatch(words),
    seesNot: (words: string | RegExp) => expect.poll(text).not.toMatch(words),
    /** Until the page's script has come: what is pressed before is lost, and a person would press again. */
    isHeard: () => expect.poll(() => ask(() => callInPage(place, z.boolean(), 'isAlive'))).toBe(true),
    address: () => callInPage(place, z.string(), 'address'),
  }
}

/** Somebody before a window. */
export function sitDown(window: EngineWindow) {
  const { find, ...eyes } = lookAt(window)
  return {
    ...eyes,
    open: window.open,
    comeBack: window.show,
    inFrame: (selector: string) => lookAt(window.frame(selector)),
    popup: async (opens: () => Promise<void>) => sitDown(await window.popup(opens)),
    choose: async (label: string, value: string) => window.choose(await find('field', label), value),
    picture: async (name: string) => window.picture(await find('image', name)),
    /** Pastes into a box of the test's own, and returns what comes. */
    clipboard: async () => {
      await window.paste(await callInPage(window, z.string(), 'openBox'))
      const read = () => callInPage(window, z.string(), 'boxText')
      await expect.poll(read).not.toBe('')
      const words = await read()
      await callInPage(window, z.unknown(), 'closeBox')
      return words
    },
  }
}
