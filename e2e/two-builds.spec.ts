import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type Browser, expect, test } from 'playwright/test'
import { z } from 'zod'

import { freePort } from '@/lib/testing/ports'

import { createLink, expectCustomer, fillLinkForm, linkCard, submitLinkForm } from './fixtures/link-form'
import { pressSignIn } from './fixtures/sign-in'
import { startApp } from './fixtures/start-app'

const root = fileURLToPath(new URL('../', import.meta.url))
const next = 'node_modules/next/dist/bin/next'
const word = ['lib/links/words.ts', 'Being made', 'Being built'] as const

/** A build of this desk in a folder of its own, with one word changed where that is asked for. */
const build = (folder: string, key: string, isChanged: boolean) => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
  for (const file of files.filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  execFileSync('cp', ['-al', join(root, 'node_modules'), join(folder, 'node_modules')])
  const [file, before, after] = word
  if (isChanged)
    writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(before, after))
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  execFileSync(process.execPath, [next, 'build'], {
    cwd: folder,
    env: { ...env, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key, NEXT_DEPLOYMENT_ID: 'desk' },
    stdio: 'ignore',
  })
  return folder
}

const actionIds = (folder: string) => {
  const text = readFileSync(join(folder, '.next/server/server-reference-manifest.json'), 'utf8')
  const { node } = z.object({ node: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text))
  return Object.keys(node)
}

/** A tab that was opened on one build, when another one has taken its place on the same address and data. */
const openAcross = async (browser: Browser, first: string, second: string) => {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-releases-'))
  const start = (folder: string) =>
    startApp({
      name: 'two-builds',
      port,
      settings: { ALLOW_SANDBOX: '1', SANDBOX_PORT: '0', DESK_DATA_DIR: dataDir },
      server: {
        program: process.execPath,
        args: [next, 'start', '-H', 'localhost', '-p', String(port)],
        cwd: folder,
      },
    })
  const before = await start(first)
  const page = await browser.newPage({ baseURL: before.origin })
  await pressSignIn(page, 'Agent')
  await createLink(page, { customerId: 'user_1', integrations: ['GitHub'] })
  await page.getByRole('button', { name: 'New link' }).first().click()
  await fillLinkForm(page, { customerId: 'user_2', email: 'ada@example.com', integrations: ['HubSpot'] })
  await before.stop()
  const after = await start(second)
  const close = async () => {
    await page.close()
    await after.stop()
    rmSync(dataDir, { recursive: true })
  }
  return { page, close }
}

test('open tabs live on over a release with the same key, and say so over one with another', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const folder = mkdtempSync(join(tmpdir(), 'desk-builds-'))
  const [key, otherKey] = [0, 1].map(() => randomBytes(32).toString('base64'))
  const old = build(join(folder, 'old'), key ?? '', false)
  const same = build(join(folder, 'same'), key ?? '', true)
  const other = build(join(folder, 'other'), otherKey ?? '', true)
  const known = actionIds(old)
  expect(known.length).toBeGreaterThan(15)
  expect(actionIds(same).filter((id) => known.includes(id))).toHaveLength(known.length)
  expect(actionIds(other).filter((id) => known.includes(id))).toHaveLength(0)

  await test.step('the same key', async () => {
    const { page, close } = await openAcross(browser, old, same)
    await submitLinkForm(page)
    await expect(linkCard(page)).toContainText('user_2')
    await page.getByRole('link', { name: 'Links', exact: true }).click()
    await expect(page.getByRole('table')).toContainText('user_2')
    await close()
  })
  await test.step('another key', async () => {
    const { page, close } = await openAcross(browser, old, other)
    await submitLinkForm(page)
    const updated = page.getByRole('alert').filter({ hasText: 'Connect Desk was updated' })
    await Promise.all([page.waitForEvent('load'), updated.getByRole('button', { name: 'Reload' }).click()])
    await expectCustomer(page, { customerId: 'user_2', email: 'ada@example.com' })
    await submitLinkForm(page)
    await expect(linkCard(page)).toContainText('user_2')
    await close()
  })
  rmSync(folder, { recursive: true })
})
