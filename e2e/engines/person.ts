import { expect } from 'playwright/test'
import { z } from 'zod'

import type { Kind } from '../in-page/story'
import { callInPage, type EngineWindow } from './engine'

export type Person = ReturnType<typeof sitDown>

/** Somebody before a window: finds things by what they are and are called, and waits for them as people do. */
export function sitDown(window: EngineWindow) {
  const find = async (kind: Kind, name: string): Promise<string> => {
    const seek = () => callInPage(window, z.string().nullable(), 'mark', kind, name)
    await expect.poll(seek, `${kind} ${name}`).not.toBeNull()
    return (await seek()) ?? ''
  }
  const text = () => callInPage(window, z.string(), 'text')
  return {
    open: window.open,
    comeBack: window.show,
    press: async (name: string, kind: Kind = 'button') => window.click(await find(kind, name)),
    type: async (label: string, words: string) => window.type(await find('field', label), words),
    choose: async (label: string, value: string) => window.choose(await find('field', label), value),
    picture: async (name: string) => window.picture(await find('image', name)),
    sees: (words: string | RegExp) => expect.poll(text).toMatch(words),
    seesNot: (words: string | RegExp) => expect.poll(text).not.toMatch(words),
    /** Until the page's script has come: what is pressed before is lost, and a person would press again. */
    isHeard: () => expect.poll(() => callInPage(window, z.boolean(), 'isAlive')).toBe(true),
    address: () => callInPage(window, z.string(), 'address'),
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
