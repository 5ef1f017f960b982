import { fileURLToPath } from 'node:url'

import { expect, type Page } from 'playwright/test'

import { deskTest, sandboxTest } from './fixtures/app-test'
import { dumpDatabase, findCanaries, findCanariesInFolder, recordAnswers } from './fixtures/canaries'
import { copyLink, createLink, fillLinkForm, submitLinkForm } from './fixtures/link-form'
import { signInAs, signInWithOidc } from './fixtures/sign-in'
import type { DeskApp } from './fixtures/start-desk-app'

const bundle = fileURLToPath(new URL('../.next/static', import.meta.url))
const form = { customerId: 'user_42', integrations: ['GitHub'] }
const createCall = { method: 'POST', path: '/connect/sessions' }

deskTest('secrets are in no page, log, bundle or row', async ({ page, deskApp }) => {
  const secrets = secretsOf(deskApp)
  const answers = recordAnswers(page, deskApp.origin)
  await page.goto('/no-such-page')
  await signInWithOidc(page, 'agent@example.com')
  await expect(page).toHaveURL(`${deskApp.origin}/`)
  await provokeErrors(page, deskApp)
  // The form that failed still has its integration, and choosing it once more takes it away.
  await page.goto('/')
  await createLink(page, form)
  const token = tokenOf(await copyLink(page))

  for (const { url, bytes } of await answers.read())
    expect([url, findCanaries(secrets, bytes)]).toEqual([url, []])
  expect(findCanariesInFolder(secrets, bundle)).toEqual([])
  const log = Buffer.from(deskApp.readLog())
  expect(log.length).toBeGreaterThan(0)
  expect(findCanaries({ ...secrets, token }, log)).toEqual([])
  const dump = await dumpDatabase(deskApp.databaseUrl)
  expect(dump).toContain('user_42')
  expect(findCanaries({ ...secrets, token }, Buffer.from(dump))).toEqual([])
})

deskTest('a link’s token is shown to its maker only', async ({ page, browser, deskApp }) => {
  await signInWithOidc(page, 'maker@example.com')
  await expect(page).toHaveURL(`${deskApp.origin}/`)
  await createLink(page, form)
  const token = tokenOf(await copyLink(page))
  const address = page.url()

  const context = await browser.newContext({ baseURL: deskApp.origin })
  const other = await context.newPage()
  const answers = recordAnswers(other, deskApp.origin)
  await signInWithOidc(other, 'other@example.com')
  await expect(other).toHaveURL(`${deskApp.origin}/`)
  await other.goto(address)
  const read = await answers.read()
  await context.close()
  expect(read.length).toBeGreaterThan(2)
  for (const { url, bytes } of read) expect([url, findCanaries({ token }, bytes)]).toEqual([url, []])
})

sandboxTest('a token is in no file of PGlite', async ({ page, sandboxApp }) => {
  await signInAs(page, 'Agent')
  await createLink(page, { ...form, customerId: 'a-customer-that-is-easy-to-find' })
  const token = tokenOf(await copyLink(page))
  const folder = sandboxApp.dataFolder
  expect(findCanariesInFolder({ customer: 'a-customer-that-is-easy-to-find' }, folder)).not.toEqual([])
  expect(findCanariesInFolder({ token }, folder)).toEqual([])
  expect(findCanaries({ token }, Buffer.from(sandboxApp.readLog()))).toEqual([])
})

deskTest('pages with secrets are neither stored nor referred from', async ({ page, deskApp }) => {
  await signInWithOidc(page, 'agent@example.com')
  await expect(page).toHaveURL(`${deskApp.origin}/`)
  const answer = await page.goto('/')
  const headers = answer?.headers() ?? {}
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
})

function secretsOf(deskApp: DeskApp): Record<string, string> {
  const [, encryptionKey = ''] = (deskApp.secrets['DESK_ENCRYPTION_KEYS'] ?? '').split(':')
  const { password: smtpPassword } = new URL(deskApp.secrets['SMTP_URL'] ?? '')
  return { ...deskApp.secrets, encryptionKey, smtpPassword, databaseUrl: deskApp.databaseUrl }
}

async function provokeErrors(page: Page, { faults }: DeskApp): Promise<void> {
  await fillLinkForm(page, form)
  for (const fault of [
    { kind: 'status', status: 401 },
    { kind: 'status', status: 500 },
    { kind: 'refuse' },
  ] as const) {
    faults.setFault(createCall, fault)
    await submitLinkForm(page)
    await expect(page.getByRole('alert').filter({ hasText: 'No link was created' })).toBeVisible()
  }
  faults.setFault(createCall, null)
}

function tokenOf(url: string): string {
  const token = new URL(url).searchParams.get('session_token')
  if (!token) throw new Error('The copied text is not a link.')
  return token
}
