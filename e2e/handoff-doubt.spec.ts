import { expect } from 'playwright/test'
import postgres from 'postgres'

import { connectByApiKey } from '@/lib/testing/connect-by'

import { askSession, enterLink } from './access/customer-forms'
import { expectNoAxeViolations } from './fixtures/accessibility'
import { deskTest } from './fixtures/app-test'
import { haveLink } from './fixtures/have-link'
import { linkCard, someone } from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'

deskTest(
  'what no page of the customer told of is connected, not confirmed, until the agent says that it was them',
  async ({ page, deskApp }) => {
    await signInAsEmail(page, 'agent@example.com')
    const form = { ...someone(), email: 'ada@example.com', integrations: ['Private API key'] }
    const { id, url } = await haveLink(page, { ...form, worksFor: '3d', check: 'email' })
    const code = url.split('/').at(-1) ?? ''
    const asked = await askSession(deskApp.origin, code, await enterLink(deskApp.origin, code))
    const [token = ''] = /nango_connect_session_[0-9a-f]{64}/.exec(asked.text) ?? []
    // Somebody else has the token, and uses it at a page of their own.
    await connectByApiKey(`${deskApp.connectOrigin}/?session_token=${token}`)
    await page.goto(`/?link=${id}`)
    const card = linkCard(page)
    await expect(card).toContainText('Connected at')
    await expect(card).not.toContainText('not confirmed')

    // The time that their page has for it passes.
    const sql = postgres(deskApp.databaseUrl, { max: 1 })
    await sql`update link_integrations set connected_at = connected_at - interval '10 minutes' where link_id = ${id}`
    await sql.end()
    await page.reload()
    const doubt = card.getByRole('alert').filter({ hasText: 'Private API key is connected, not confirmed' })
    await expect(doubt).toContainText('Somebody else may have done it. Ask the customer.')
    await expect(doubt.getByRole('link', { name: 'Open connection' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Your links today' })).toContainText(
      'Connected, not confirmed',
    )
    await expectNoAxeViolations(page)
    await doubt.getByRole('button', { name: 'It was the customer' }).click()
    await expect(doubt).toBeHidden()
    await expect(card).toBeFocused()
    await expect(page.getByRole('main')).not.toContainText('not confirmed')
    await page.goto(`/links/${id}`)
    await expect(page.getByRole('main')).toContainText('is confirmed: the customer made it')
  },
)
