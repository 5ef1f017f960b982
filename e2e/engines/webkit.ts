import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { PNG } from 'pngjs'
import { Builder, By, Key, type WebDriver } from 'selenium-webdriver'
import { z } from 'zod'

import { onProcessEnd, stopProcess } from '@/lib/testing/child-processes'
import { freePort } from '@/lib/testing/ports'
import { findOrInstall } from '@/lib/testing/workshop/find-programs'

import { callInPage, type Engine, type EnginePlace, type EngineWindow } from './engine'

/** A display that nobody sees, for a browser that cannot do without one. */
const startDisplay = async () => {
  const program = findOrInstall(['Xvfb'], 'xvfb', 'sudo apt-get install xvfb')
  // It looks for a free number itself, and writes it to the file that is named here, once it answers.
  const args = ['-displayfd', '1', '-screen', '0', '1400x1200x24', '-nolisten', 'tcp']
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const cancelCleanUp = onProcessEnd(() => child.kill('SIGTERM'))
  const [number]: unknown[] = await once(createInterface(child.stdout), 'line')
  const stop = async () => {
    await stopProcess(child, 'SIGTERM', 5_000)
    cancelCleanUp()
  }
  return { display: `:${String(number)}`, stop }
}

const startServer = async (display: string, home: string) => {
  const program = findOrInstall(
    ['WebKitWebDriver'],
    'webkit2gtk-driver',
    'sudo apt-get install webkit2gtk-driver',
  )
  const port = await freePort()
  const child = spawn(program, [`--port=${port}`, '--host=127.0.0.1'], {
    env: {
      ...process.env,
      DISPLAY: display,
      HOME: home,
      // There is no graphics card.
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
    stdio: 'ignore',
  })
  const cancelCleanUp = onProcessEnd(() => child.kill('SIGTERM'))
  return { url: `http://127.0.0.1:${port}`, child, cancelCleanUp }
}

const untilAnswered = async (url: string, child: ChildProcess) => {
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/status`).catch(() => null)
    if (answer?.ok) return
  }
  throw new Error('WebKitWebDriver did not start.')
}

const openDriver = async (server: string): Promise<WebDriver> => {
  const binary = findOrInstall(
    ['/usr/lib/*/webkit2gtk-4.*/MiniBrowser', '/usr/libexec/webkit2gtk-4.*/MiniBrowser'],
    'webkit2gtk-driver',
    'sudo apt-get install webkit2gtk-driver',
  )
  return new Builder()
    .disableEnvironmentOverrides()
    .usingServer(server)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    })
    .build()
}

const Place = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

/** What the driver speaks of is a window and a frame that were chosen before: `enter` chooses them each time anew. */
const toPlace = (driver: WebDriver, enter: () => Promise<void>) => {
  const find = async (selector: string) => {
    await enter()
    return driver.findElement(By.css(selector))
  }
  const place: EnginePlace = {
    run: async (script, expression) => {
      await enter()
      return driver.executeScript(`${script}\nreturn ${expression}`)
    },
    click: async (selector) => (await find(selector)).click(),
    type: async (selector, text) => {
      const field = await find(selector)
      // In a frame of another origin it gives the focus to nothing that was not pressed.
      await field.click()
      await field.sendKeys(text)
    },
  }
  return { ...place, find }
}

const toWindow = (driver: WebDriver, handle: string): EngineWindow => {
  const enter = () => driver.switchTo().window(handle)
  const { find, ...place } = toPlace(driver, enter)
  return {
    ...place,
    open: async (url) => {
      await enter()
      await driver.get(url)
    },
    frame: (selector) => {
      const within = toPlace(driver, async () => {
        const frame = await find(selector)
        await driver.switchTo().frame(frame)
      })
      return { run: within.run, click: within.click, type: within.type }
    },
    popup: async (opens) => {
      const before = await driver.getAllWindowHandles()
      await opens()
      const fresh = async () => (await driver.getAllWindowHandles()).filter((one) => !before.includes(one))
      await driver.wait(async () => (await fresh()).length > 0, 10_000, 'No window opened.')
      const [opened = ''] = await fresh()
      return toWindow(driver, opened)
    },
    paste: async (selector) => (await find(selector)).sendKeys(Key.chord(Key.CONTROL, 'v')),
    choose: async (selector, value) => (await find(`${selector} option[value="${value}"]`)).click(),
    // Windows of two browsers do not hide each other where nobody manages them.
    show: async () => {},
    // Its own picture of an element is empty for a drawing.
    picture: async (selector) => {
      const { x, y, width, height } = await callInPage(place, Place, 'place', selector)
      const part = new PNG({ width, height })
      const whole = PNG.sync.read(Buffer.from(await driver.takeScreenshot(), 'base64'))
      PNG.bitblt(whole, part, x, y, width, height, 0, 0)
      return PNG.sync.write(part)
    },
  }
}

/** WebKit as GNOME's browser has it, over WebDriver; each window is a browser of its own. */
export async function openWebKit(home: string): Promise<Engine> {
  const screen = await startDisplay()
  const closing: (() => Promise<void>)[] = []
  const openWindow = async () => {
    const { url, child, cancelCleanUp } = await startServer(screen.display, home)
    await untilAnswered(url, child)
    const driver = await openDriver(url)
    closing.push(async () => {
      await driver.quit()
      await stopProcess(child, 'SIGTERM', 5_000)
      cancelCleanUp()
    })
    // The card has to be in it whole.
    await driver.manage().window().setRect({ x: 0, y: 0, width: 1300, height: 1100 })
    return toWindow(driver, await driver.getWindowHandle())
  }
  const close = async () => {
    for (const one of closing) await one()
    await screen.stop()
  }
  return { openWindow, downloads: home, close }
}
