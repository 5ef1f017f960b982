import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

import { hasFocus, tabTo } from '../../fixtures/accessibility'

/** What a job costs the person who does it. */
export type Cost = {
  clicks: number
  /** Keys that are no text: arrows, Enter, one letter for a button. */
  keys: number
  /** Tabs, but for one between two texts, which is typed with them. */
  tabs: number
  /** Characters of the customer and of what is searched for. */
  typed: number
  /** How often nothing could be done until the desk had answered. */
  waits: number
}

export type Way = 'mouse' | 'keyboard'

const isTyping = (page: Page) =>
  page.evaluate(() => document.activeElement?.matches('input, textarea, select') ?? false)

/** Runs in the page. */
const isThere = async () => (await navigator.clipboard.readText()).includes('session_token=')

/** Somebody at the desk, who takes the shortest way that it offers, and counts. */
export class Hands {
  readonly cost: Cost = { clicks: 0, keys: 0, tabs: 0, typed: 0, waits: 0 }

  constructor(
    readonly page: Page,
    readonly way: Way,
  ) {}

  async click(target: Locator): Promise<void> {
    this.cost.clicks += 1
    await target.click()
  }

  async press(key: string): Promise<void> {
    if (key === 'Tab') this.cost.tabs += 1
    else this.cost.keys += 1
    await this.page.keyboard.press(key)
  }

  /** Types where the focus is; several texts go into fields that follow each other. */
  async type(...texts: string[]): Promise<void> {
    const text = texts.join('\t')
    this.cost.typed += text.length
    for (const letter of text) await this.page.keyboard.press(letter === '\t' ? 'Tab' : letter)
  }

  /** Brings the focus to a field: for nothing where the desk has done so. */
  async reach(field: Locator): Promise<void> {
    if (await hasFocus(field)) return
    if (this.way === 'mouse') return this.click(field)
    this.cost.tabs += await tabTo(this.page, field)
  }

  /** Uses a button or a link: by its own key where it has one. */
  async use(button: Locator, key?: string): Promise<void> {
    if (this.way === 'mouse') return this.click(button)
    if (key !== undefined && !(await isTyping(this.page))) return this.press(key)
    await this.reach(button)
    await this.press('Enter')
  }

  /** Waits for what the desk has to bring before anything else can be done. */
  async wait(target: Locator): Promise<void> {
    this.cost.waits += 1
    await expect(target).toBeVisible({ timeout: 20_000 })
  }

  /** Empties the clipboard. */
  async empty(): Promise<void> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''))
  }

  /** Brings the link to the clipboard: for nothing where the desk does so. */
  async take(button: Locator): Promise<void> {
    if (!(await this.hasLink())) await this.use(button, 'c')
    if (!(await this.hasLink())) throw new Error('The link is not on the clipboard.')
  }

  private hasLink(): Promise<boolean> {
    return this.page.waitForFunction(isThere, undefined, { timeout: 2_000 }).then(
      () => true,
      () => false,
    )
  }
}
