import { expect, type Page } from 'playwright/test'
import postgres from 'postgres'

import { countOf } from '@/lib/testing/evidence'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { deskTest } from './fixtures/app-test'
import { fillLinkForm, linkCard, linkField, submitLinkForm } from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'
import type { DeskApp } from './fixtures/start-desk-app'
import { answeredFaults, late, lateFaults, rewriteSession } from './upstream-faults'

const patienceMs = 12_500
const createCall = { method: 'POST', path: '/connect/sessions' }
const form = {
  customerId: 'user_42',
  email: 'ada@example.com',
  displayName: 'Ada',
  integrations: ['GitHub'],
}

deskTest.beforeEach(async ({ page }) => {
  await signInAsEmail(page, 'agent@example.com')
  await fillLinkForm(page, form)
})

/** One after the other in the same form. Each may be tried twice, and after five failures Nango is given a rest. */
const together = countOf(2, 1)
for (let first = 0; first < answeredFaults.length; first += together) {
  const some = answeredFaults.slice(first, first + together)
  const titles = some.map(({ title }) => title).join('; ')
  deskTest(`${titles}: a sentence in time, the input kept, and then it works`, async ({ page, deskApp }) => {
    for (const { title, fault, sentence } of some) {
      const before = countCreateCalls(deskApp)
      deskApp.faults.setFault(createCall, fault)
      await submitLinkForm(page)
      await expectFailure(page, sentence)
      expect(countCreateCalls(deskApp), title).toBeGreaterThan(before)
    }
    deskApp.faults.setFault(createCall, null)
    await expectItWorks(page)
  })
}

// All at once, as three people would wait: each takes the whole patience of the desk with Nango.
deskTest(
  'silence, an answer after 8 s, one byte at a time: the same',
  { tag: '@long' },
  async ({ page, context, deskApp }) => {
    const waiting = [page, await context.newPage(), await context.newPage()]
    for (const [index, fault] of lateFaults.entries()) {
      const at = waiting[index] ?? page
      if (at !== page) {
        await at.goto('/')
        await fillLinkForm(at, form)
      }
      deskApp.faults.setFault(createCall, fault)
      await submitLinkForm(at)
      await expect.poll(() => countCreateCalls(deskApp)).toBe(index + 1)
    }
    await Promise.all(waiting.map((at) => expectFailure(at, late)))
    deskApp.faults.reset()
    for (const at of waiting) {
      await at.bringToFront()
      await expectItWorks(at)
    }
  },
)

deskTest('a link to another host than the links before is not shown', async ({ page, deskApp }) => {
  await expectItWorks(page)
  await page.goto('/')
  await fillLinkForm(page, form)
  deskApp.faults.setFault(
    createCall,
    rewriteSession((session) => ({
      ...session,
      connect_link: `https://evil.example/?session_token=${String(session['token'])}`,
    })),
  )
  await submitLinkForm(page)
  await expectFailure(page, /evil\.example.*not the expected one/)
  deskApp.faults.reset()
  await expectItWorks(page)
})

deskTest('a slow Nango is waited for, and the wait is named', async ({ page, deskApp }) => {
  deskApp.faults.setFault(createCall, { kind: 'slow', delayMs: 4_000 })
  await submitLinkForm(page)
  await expect(page.getByRole('button', { name: 'Waiting for Nango…' })).toBeVisible({ timeout: 3_500 })
  await expect(linkCard(page)).toContainText('Waiting for the customer')
})

deskTest('an integration that is gone is named at its field', async ({ page, deskApp }) => {
  deskApp.faults.setFault(createCall, {
    kind: 'status',
    status: 400,
    json: {
      error: {
        code: 'invalid_body',
        errors: [
          {
            code: 'custom',
            message: 'Integration does not exist',
            path: ['allowed_integrations', '0'],
          },
        ],
      },
    },
  })
  await submitLinkForm(page)
  const integrations = page.getByRole('combobox', { name: 'Integrations' })
  await expect(integrations).toHaveAccessibleDescription(/Nango does not know github any more/)
  deskApp.faults.reset()
  await expectItWorks(page)
})

deskTest('the database is down before the call', async ({ page, deskApp }) => {
  await deskApp.databaseGate.shut()
  await submitLinkForm(page)
  await expectFailure(page, /cannot reach its database/)
  expect(countCreateCalls(deskApp)).toBe(0)
  await deskApp.databaseGate.open()
  await expectItWorks(page)
})

deskTest('the database goes down during the call', async ({ page, deskApp }) => {
  deskApp.faults.setFault(createCall, { kind: 'slow', delayMs: 2_000 })
  await submitLinkForm(page)
  await expect.poll(() => countCreateCalls(deskApp)).toBe(1)
  await deskApp.databaseGate.shut()
  await expectFailure(page, /cannot reach its database/)
  await deskApp.databaseGate.open()
  deskApp.faults.reset()
  await expectItWorks(page)
})

deskTest('the database ends every connection, and nobody notices', async ({ page, deskApp }) => {
  await endConnections(deskApp.databaseUrl)
  await expectItWorks(page)
})

deskTest(
  'a card and the list say since when Nango is silent, and a card what is gone there',
  { tag: '@long' },
  async ({ page, deskApp }) => {
    deskTest.setTimeout(240_000)
    await submitLinkForm(page)
    await expect(linkCard(page)).toContainText('Waiting for the customer')
    deskApp.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'refuse' })
    await expect(linkCard(page)).toContainText(/Nango has not answered since \d/, { timeout: 30_000 })
    const sql = postgres(deskApp.databaseUrl, { max: 1 })
    await sql`update link_integrations set gone_at = now() where link_id = (select max(id) from links)`
    await sql.end()
    await expect(linkCard(page).getByRole('alert')).toContainText(/was deleted at Nango/, { timeout: 15_000 })
    await expectNoAxeViolations(page)
    await page.goto('/links')
    await expect(page.getByText(/Nango has not answered since \d/)).toBeVisible({ timeout: 30_000 })
    deskApp.faults.reset()
    await expect(page.getByText(/Nango has not answered/)).toBeHidden({ timeout: 30_000 })
  },
)

deskTest(
  'after five failures Nango is given a rest, and then asked again',
  { tag: '@long' },
  async ({ page, deskApp }) => {
    deskTest.setTimeout(240_000)
    // All of Nango: an answer to what a page asks on its own would begin the count anew.
    deskApp.faults.setFault({ method: '*', path: /.*/ }, { kind: 'status', status: 500 })
    const alert = page.getByRole('alert').filter({ hasText: 'No link was created' })
    await expect(async () => {
      await submitLinkForm(page)
      await expect(alert).toContainText(/gives it a rest/, { timeout: 1_500 })
    }).toPass({ timeout: 30_000 })
    const asked = deskApp.faults.calls().length
    await submitLinkForm(page)
    await expect(alert).toContainText(/gives it a rest/)
    expect(deskApp.faults.calls().length).toBe(asked)
    deskApp.faults.reset()
    await expect(async () => {
      await submitLinkForm(page)
      await expect(linkCard(page)).toBeVisible({ timeout: 1_500 })
    }).toPass({ timeout: 30_000 })
  },
)

const countCreateCalls = ({ faults }: DeskApp) =>
  faults.calls().filter(({ path }) => path === createCall.path).length

/** Those at rest: one in the midst of a query is noticed, and the driver tells its end to the query after it, too (porsager/postgres#1223). */
async function endConnections(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state = 'idle'`
  await sql.end()
}

async function expectFailure(page: Page, sentence: RegExp): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible({ timeout: patienceMs })
  await expect(linkCard(page)).toBeHidden()
  await expect(linkField(page, 'customerId')).toHaveValue(form.customerId)
  await expect(linkField(page, 'email')).toHaveValue(form.email)
  await expect(linkField(page, 'displayName')).toHaveValue(form.displayName)
}

/** Also proves that the chosen integration was kept, and closes the breaker again. */
async function expectItWorks(page: Page): Promise<void> {
  await submitLinkForm(page)
  await expect(linkCard(page)).toContainText('Waiting for the customer', { timeout: patienceMs })
  await expect(linkCard(page)).toContainText('GitHub')
}
