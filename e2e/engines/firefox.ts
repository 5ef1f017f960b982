import { expect } from 'playwright/test'
import { type Frame, launch, type Page } from 'puppeteer-core'

import { findOrInstall } from '@/lib/testing/workshop/find-programs'

import type { Engine, EnginePlace, EngineWindow } from './engine'

const toPlace = (find: () => Promise<Frame>): EnginePlace => ({
  run: async (script, expression) => (await find()).evaluate(`${script}\n${expression}`),
  click: async (selector) => (await find()).click(selector),
  type: async (selector, text) => (await find()).type(selector, text),
})

const frameOf = async (page: Page, selector: string): Promise<Frame> => {
  const frame = await (await page.waitForSelector(selector))?.contentFrame()
  if (!frame) throw new Error(`${selector} is no frame.`)
  return frame
}

const toWindow = (page: Page): EngineWindow => ({
  ...toPlace(async () => page.mainFrame()),
  open: async (url) => void (await page.goto(url)),
  frame: (selector) => toPlace(() => frameOf(page, selector)),
  popup: async (opens) => {
    const before = await page.browserContext().pages()
    await opens()
    const fresh = async () => (await page.browserContext().pages()).find((one) => !before.includes(one))
    await expect.poll(fresh, 'a window').toBeDefined()
    const popup = await fresh()
    if (!popup) throw new Error('The window is closed.')
    return toWindow(popup)
  },
  paste: async (selector) => {
    await page.focus(selector)
    await page.keyboard.down('Control')
    await page.keyboard.press('v')
    await page.keyboard.up('Control')
  },
  choose: async (selector, value) => void (await page.select(selector, value)),
  show: () => page.bringToFront(),
  picture: async (selector) => {
    const element = await page.$(selector)
    if (element === null) throw new Error(`There is no ${selector}.`)
    return element.screenshot()
  },
})

/** Firefox as Debian has it, over WebDriver BiDi. */
export async function openFirefox(downloads: string): Promise<Engine> {
  const executablePath = findOrInstall(
    ['firefox-esr', 'firefox'],
    'firefox-esr',
    'sudo apt-get install firefox-esr',
  )
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      // A folder of one's own, and no question before.
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
    },
  })
  const openWindow = async () => toWindow(await (await browser.createBrowserContext()).newPage())
  return { openWindow, downloads, close: () => browser.close() }
}
