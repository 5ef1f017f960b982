import { join } from 'node:path'

import { chromium } from 'playwright'

import { findChromium } from '@/lib/testing/workshop/find-programs'

import type { Engine, EngineWindow } from './engine'

/** Chromium, over Playwright. */
export async function openChromium(downloads: string): Promise<Engine> {
  const browser = await chromium.launch(findChromium())
  const openWindow = async (): Promise<EngineWindow> => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    page.on('download', (download) => void download.saveAs(join(downloads, download.suggestedFilename())))
    return {
      open: async (url) => void (await page.goto(url)),
      run: (script, expression) => page.evaluate(`${script}\n${expression}`),
      click: (selector) => page.locator(selector).click(),
      type: (selector, text) => page.locator(selector).pressSequentially(text),
      paste: (selector) => page.locator(selector).press('Control+v'),
      choose: async (selector, value) => void (await page.locator(selector).selectOption(value)),
      show: () => page.bringToFront(),
      picture: (selector) => page.locator(selector).screenshot(),
    }
  }
  return { openWindow, downloads, close: () => browser.close() }
}
