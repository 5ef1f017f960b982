import { expect } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import { openPhone } from './fixtures/customer'
import type { HandoffForm } from './fixtures/handoff'
import { haveLink } from './fixtures/have-link'
import { someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const toldMs = 5_000

sandboxTest(
  'what is said of somebody else’s link reaches an admin at once, on whatever page',
  async ({ page, browser, sandboxApp }) => {
    await signInAs(page, 'Agent')
    const customer = someone()
    const form: HandoffForm = { ...customer, integrations: ['GitHub'], worksFor: '3d', check: 'email' }
    const { url } = await haveLink(page, form)
    const context = await browser.newContext({ baseURL: sandboxApp.origin })
    await context.clock.install()
    const [desk, list] = [await context.newPage(), await context.newPage()]
    await signInAs(desk, 'Admin')
    await list.goto('/links')
    const ask = () =>
      Promise.all(
        [desk, list].map(async (one) => {
          const answer = one.waitForResponse('**/api/desk/links/news')
          await one.clock.fastForward(toldMs)
          await answer
        }),
      )
    await ask()
    const today = desk.getByRole('region', { name: 'Your links today' })
    await expect(today).not.toContainText(customer.displayName)
    const stranger = await openPhone(browser)
    await stranger.goto(`${url}/report`)
    await stranger.getByRole('radio', { name: 'It is meant for somebody else' }).check()
    await stranger.getByRole('button', { name: 'Report it' }).click()
    await ask()
    const news = 'Reported: not expected'
    for (const one of [desk, list]) await expect(one).toHaveTitle(`(1) ! ${customer.displayName}: ${news}`)
    await expect(today.getByRole('list', { name: 'Needs you' })).toContainText(customer.displayName)
    await expect(today).toContainText(news)
    await context.close()
  },
)
