import { expect } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import { connectFrame, connectInFrame, createHandoff, openHandoff, passCheck } from './fixtures/handoff'
import { linkCard, someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

sandboxTest(
  'a link of three days waits, checks who comes, and is connected within its own page',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const customer = { ...someone(), integrations: ['GitHub'] }
    const url = await createHandoff(page, customer)
    expect(url).toMatch(/\/c\/[0-9a-hjkmnp-tv-z]{26}$/)
    const card = linkCard(page)
    const phone = await openHandoff(browser, url)
    await passCheck(phone, ` ${customer.email?.toUpperCase() ?? ''} `)
    await expect(phone.getByRole('list', { name: 'What to connect' })).toContainText('GitHub')
    await connectInFrame(phone, 'GitHub')
    await expect(phone.getByRole('heading', { name: 'You are done' })).toBeVisible()
    await expect(card).toContainText('Connected')
    await expect(connectFrame(phone).getByRole('button')).toHaveCount(0)
  },
)
