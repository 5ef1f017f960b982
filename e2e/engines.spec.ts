import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import jsQR from 'jsqr'
import { expect, test } from 'playwright/test'
import { PNG } from 'pngjs'

import { openChromium } from './engines/chromium'
import type { Engine } from './engines/engine'
import { openFirefox } from './engines/firefox'
import { type Person, sitDown } from './engines/person'
import { openWebKit } from './engines/webkit'
import { startSandboxApp } from './fixtures/start-sandbox-app'

// A part of `npm run evidence`: Firefox and WebKit come from Debian's packages, which root installs where they are missing.

const engines: Record<string, (folder: string) => Promise<Engine>> = {
  Chromium: openChromium,
  Firefox: openFirefox,
  WebKit: openWebKit,
}

const readQr = (png: Uint8Array) => {
  const { data, width, height } = PNG.sync.read(Buffer.from(png))
  return jsQR(new Uint8ClampedArray(data), width, height)?.data
}

const makeLink = async (agent: Person, customerId: string, name: string) => {
  await agent.type('Customer ID', customerId)
  await agent.type('Display name', name)
  await agent.type('Integrations', 'Private API k')
  await agent.press('Private API key', 'option')
  await agent.press('Create link')
  await agent.sees('Waiting for the customer')
}

const connect = async (customer: Person, url: string) => {
  await customer.open(url)
  await customer.type('API key', 'key-of-the-customer')
  await customer.press('Connect')
  await customer.sees('Success')
}

/** The bytes of the one file that is downloaded while `work` is done. */
const download = async (folder: string, ending: string, work: () => Promise<void>) => {
  const files = () => readdirSync(folder).filter((name) => name.endsWith(ending))
  const before = files()
  await work()
  const fresh = () => files().filter((name) => !before.includes(name))
  await expect.poll(fresh, `a file *${ending}`).toHaveLength(1)
  const path = join(folder, fresh()[0] ?? '')
  await expect.poll(() => readFileSync(path).length).toBeGreaterThan(0)
  return readFileSync(path)
}

for (const [name, open] of Object.entries(engines))
  test(`the main story in ${name}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-engine-'))
    const app = await startSandboxApp(`engine-${name.toLowerCase()}`)
    const engine = await open(folder)
    try {
      const agent = sitDown(await engine.openWindow())
      await agent.open(`${app.origin}/signin`)
      await agent.press('Continue as Agent')
      await expect.poll(agent.address).toBe(`${app.origin}/`)
      await agent.isHeard()

      await test.step('a link is created, drawn, copied, saved and used', async () => {
        await makeLink(agent, 'user_42', 'Ada Lovelace')
        const drawn = readQr(await agent.picture('QR code'))
        await agent.press('Copy link')
        await agent.sees('Copied')
        expect(await agent.clipboard()).toBe(drawn)
        await agent.press('Download QR')
        const saved = await download(engine.downloads, '.png', () => agent.press('Download QR as PNG'))
        expect(readQr(saved)).toBe(drawn)
        await connect(sitDown(await engine.openWindow()), drawn ?? '')
        await agent.comeBack()
        await agent.sees(/Connected at \d\d:\d\d/)
      })

      await test.step('another one is revoked', async () => {
        await agent.press('New link')
        await makeLink(agent, 'user_43', 'Grace Hopper')
        await agent.press('Revoke')
        await agent.press('Revoke link')
        await agent.sees(/This link was revoked/)
      })

      await test.step('the list is narrowed and taken home', async () => {
        await agent.press('Links', 'link')
        await agent.sees('Grace Hopper')
        await agent.choose('Status', 'connected')
        await agent.seesNot('Grace Hopper')
        await agent.sees('Ada Lovelace')
        await agent.press('Clear filters', 'link')
        await agent.sees('Grace Hopper')
        await agent.type('Search links', 'hopper')
        await agent.seesNot('Ada Lovelace')
        await agent.sees('Grace Hopper')
        const csv = await download(engine.downloads, '.csv', () => agent.press('Export CSV', 'link'))
        expect(csv.toString()).toContain('user_43')
        expect(csv.toString()).not.toContain('user_42')
      })
    } finally {
      await engine.close()
      await app.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
