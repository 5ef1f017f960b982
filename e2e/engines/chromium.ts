import { join } from 'node:path'

import { chromium, type Frame, type Page } from 'playwright'

import { findChromium } from '@/lib/testing/workshop/find-programs'

import type { Engine, EnginePlace, EngineWindow } from './engine'

const toPlace = (find: () => Promise<Frame>): EnginePlace => ({
  run: async (script, expression) => (await find()).evaluate(`${script}\n${expression}`),
  click: async (selector) => (await find()).locator(selector).click(),
  type: async (selector, text) => (await find()).locator(selector).pressSequentially(text),
})

const frameOf = async (page: Page, selector: string): Promise<Frame> => {
  const frame = await (await page.waitForSelector(selector)).contentFrame()
  if (frame === null) throw new Error(`${selector} is no frame.`)
  return frame
}

const toWindow = (page: Page): EngineWindow => ({
  ...toPlace(async () => page.mainFrame()),
  open: async (url) => void (await page.goto(url)),
  frame: (selector) => toPlace(() => frameOf(page, selector)),
  popup: async (opens) => {
    const [popup] = await Promise.all([page.waitForEvent('popup'), opens()])
    return toWindow(popup)
  },
  paste: (selector) => page.locator(selector).press('Control+v'),
  choose: async (selector, value) => void (await page.locator(selector).selectOption(value)),
  show: () => page.bringToFront(),
  picture: (selector) => page.locator(selector).screenshot(),
})

/** Chromium, over Playwright. */
export async function openChromium(downloads: string): Promise<Engine> {
  const browser = await chromium.launch(findChromium())
  const openWindow = async (): Promise<EngineWindow> => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    page.on('download', (download) => void download.saveAs(join(downloads, download.suggestedFilename())))
    return toWindow(page)
  }
  return { openWindow, downloads, close: () => browser.close() }
}
