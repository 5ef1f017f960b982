import { launch } from 'puppeteer-core'

import { findOrInstall } from '@/lib/testing/workshop/find-programs'

import type { Engine, EngineWindow } from './engine'

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
  const openWindow = async (): Promise<EngineWindow> => {
    const page = await (await browser.createBrowserContext()).newPage()
    return {
      open: async (url) => void (await page.goto(url)),
      run: (script, expression) => page.evaluate(`${script}\n${expression}`),
      click: (selector) => page.click(selector),
      type: (selector, text) => page.type(selector, text),
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
    }
  }
  return { openWindow, downloads, close: () => browser.close() }
}
