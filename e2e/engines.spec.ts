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

const signIn = async (engine: Engine, origin: string) => {
  const agent = sitDown(await engine.openWindow())
  await agent.open(`${origin}/signin`)
  await agent.press('Continue as Agent')
  await expect.poll(agent.address).toBe(`${origin}/`)
  await agent.isHeard()
  return agent
}

const pick = async (agent: Person, integration: string) => {
  await agent.type('Integrations', integration.slice(0, -2))
  await agent.press(integration, 'option')
}

const makeLink = async (agent: Person, customerId: string, name: string) => {
  await agent.type('Customer ID', customerId)
  await agent.type('Display name', name)
  await pick(agent, 'Private API key')
  await agent.press('Create link')
  await agent.sees('Waiting for the customer')
}

/** A link of three days for these integrations, as its QR code says it. */
const makeHandoff = async (agent: Person, email: string, integrations: string[]) => {
  await agent.type('Customer ID', 'user_44')
  if (email !== '') await agent.type('Email', email)
  for (const integration of integrations) await pick(agent, integration)
  await agent.press('3 days', 'field')
  await agent.press('Create link')
  await agent.sees('Not opened yet')
  const url = readQr(await agent.picture('QR code')) ?? ''
  expect(url).toContain('/c/')
  return url
}

/** What Nango's form for an API key is given, wherever it stands. */
const typeKey = async (form: Pick<Person, 'type' | 'press'>) => {
  await form.type('API key', 'key-of-the-customer')
  await form.press('Connect')
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

/** A story, in an engine and on a desk of its own. */
const tell = (title: string, story: (engine: Engine, origin: string) => Promise<void>, faults = '') => {
  for (const [name, open] of Object.entries(engines))
    test(`${title} in ${name}`, async () => {
      // On a busy machine: two or three browsers, and the desk.
      test.slow()
      const folder = mkdtempSync(join(tmpdir(), 'desk-engine-'))
      const app = await startSandboxApp(`engine-${name.toLowerCase()}`, { SANDBOX_FAULTS: faults })
      const engine = await open(folder)
      try {
        await story(engine, app.origin)
      } finally {
        await engine.close()
        await app.stop()
        rmSync(folder, { recursive: true, force: true })
      }
    })
}

tell('the main story', async (engine, origin) => {
  const agent = await signIn(engine, origin)

  await test.step('a link is created, drawn, copied, saved and used', async () => {
    await makeLink(agent, 'user_42', 'Ada Lovelace')
    const drawn = readQr(await agent.picture('QR code'))
    await agent.press('Copy link')
    await agent.sees('Copied')
    expect(await agent.clipboard()).toBe(drawn)
    await agent.press('Download QR')
    const saved = await download(engine.downloads, '.png', () => agent.press('Download QR as PNG'))
    expect(readQr(saved)).toBe(drawn)
    const customer = sitDown(await engine.openWindow())
    await customer.open(drawn ?? '')
    await typeKey(customer)
    await customer.sees('Success')
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
})

tell('a link of three days', async (engine, origin) => {
  const agent = await signIn(engine, origin)
  const url = await makeHandoff(agent, 'ada@example.com', ['Private API key', 'GitHub'])
  const customer = sitDown(await engine.openWindow())
  await customer.open(url)
  await customer.sees('asks you to connect some accounts')
  await customer.press('Continue')
  await customer.type('Your email address', 'ada@example.com')
  await customer.press('Go on')

  await test.step('an API key is typed within the frame', async () => {
    await customer.sees('Connect your accounts')
    await customer.isHeard()
    await customer.press('Connect Private API key')
    await typeKey(customer.inFrame('iframe#connect-ui'))
    await customer.sees('✓ Connected')
  })

  await test.step('the window that the frame opens asks for the rest', async () => {
    await customer.press('Connect GitHub')
    const form = customer.inFrame('iframe#connect-ui')
    const provider = await customer.popup(() => form.press('Connect'))
    await provider.press('Allow')
    await customer.sees('You are done')
  })
  await agent.comeBack()
  await agent.sees(/Connected at \d\d:\d\d/)
})

tell(
  'a frame that may store nothing leads to the connect page',
  async (engine, origin) => {
    const agent = await signIn(engine, origin)
    const url = await makeHandoff(agent, '', ['Private API key'])
    const customer = sitDown(await engine.openWindow())
    await customer.open(url)
    await customer.press('Continue')
    await customer.sees('Connect your account')
    await customer.isHeard()
    await customer.press('Connect Private API key')
    await customer.sees('Your browser does not show the window here')
    await customer.press('Go on at the connect page')
    await typeKey(customer)
    await customer.sees('Success')
    await agent.comeBack()
    await agent.sees(/Connected at \d\d:\d\d/)
    await customer.open(url)
    await customer.sees('You are done')
  },
  'storage-blocked',
)
