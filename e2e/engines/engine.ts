import type { z } from 'zod'

import { bundleScript } from '../fixtures/in-page'
import type { story } from '../in-page/story'

/** A document in a browser, in the few words that the drivers of all engines have. Selectors are CSS. */
export type EnginePlace = {
  /** Runs a script in it, then returns what an expression is there. */
  run: (script: string, expression: string) => Promise<unknown>
  click: (selector: string) => Promise<void>
  /** Types with the keyboard, key by key. */
  type: (selector: string, text: string) => Promise<void>
}

/** One window, and the document that it shows. */
export type EngineWindow = EnginePlace & {
  open: (url: string) => Promise<void>
  /** Whatever a frame of it shows when something is done there. */
  frame: (selector: string) => EnginePlace
  /** The window that something opens. */
  popup: (opens: () => Promise<void>) => Promise<EngineWindow>
  /** Presses Ctrl and V. */
  paste: (selector: string) => Promise<void>
  /** Chooses an option of a select by its value. */
  choose: (selector: string, value: string) => Promise<void>
  /** Brings the window before all others: one behind them may rest. */
  show: () => Promise<void>
  /** A PNG of an element as it is drawn. */
  picture: (selector: string) => Promise<Uint8Array>
}

export type Engine = {
  /** A window that shares no cookie with any other. */
  openWindow: () => Promise<EngineWindow>
  /** The folder that downloads are written to. */
  downloads: string
  close: () => Promise<void>
}

type Story = typeof story

/** Calls one of the functions of `e2e/in-page/story.ts` in a document, and parses what it returns. */
export async function callInPage<Name extends keyof Story, Value>(
  place: Pick<EnginePlace, 'run'>,
  answer: z.ZodType<Value>,
  name: Name,
  ...args: Parameters<Story[Name]>
): Promise<Value> {
  const call = `story.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`
  return answer.parse(await place.run(bundleScript('story'), call))
}
