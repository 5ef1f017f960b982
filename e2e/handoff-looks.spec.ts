import { expect, type Locator, type Page } from 'playwright/test'

import type { AccessDesk } from './access/access-desk'
import { appTest } from './fixtures/app-test'
import { expectGoodLooks, looking, patienceMs } from './fixtures/good-looks'
import { connectFrame, heading, pressConnect, typeKeyInFrame } from './fixtures/handoff'

type Looked = {
  page: Page
  desk: AccessDesk
  /** The path of a link for an API key, whose customer types their e-mail address. */
  path: string
  id: string
  /** Sends a form of the page, as its own browser does. */
  act: (...forms: ({ what: string } & Record<string, string>)[]) => Promise<void>
}

const begun = { what: 'continue' }
const passed = { what: 'check', answer: 'ada@example.com' }
const wrong = { what: 'check', answer: 'eve@example.com' }
const reported = { what: 'report', reason: 'other' }

const at = async ({ page, path }: Looked, title: string, more = ''): Promise<Locator> => {
  await page.goto(path + more)
  return heading(page, title)
}

const revoke = ({ desk, id }: Looked) =>
  desk.sql`update links set state = 'revoked', sealed_token = null, ended_at = now() where id = ${id}`

const openList = async (looked: Looked) => {
  await looked.act(begun, passed)
  return at(looked, 'Connect your account')
}

/** Every page that a customer can come to: what they did before, and the heading or notice that says where they are. */
const pages: Record<string, (looked: Looked) => Promise<Locator>> = {
  'the first page': (looked) => at(looked, 'agent from Example Ltd asks you to connect an account.'),
  'the first page in a browser that keeps no cookies': async (looked) => {
    await looked.page.addInitScript(() => Object.defineProperty(navigator, 'cookieEnabled', { value: false }))
    await at(looked, 'agent from Example Ltd asks you to connect an account.')
    return looked.page.getByText('Your browser keeps no cookies')
  },
  'the check': async (looked) => {
    await looked.act(begun)
    return at(looked, 'Is it you?')
  },
  'a wrong answer': async (looked) => {
    await looked.act(begun, wrong)
    await at(looked, 'Is it you?', '?answer=wrong')
    return looked.page.getByText('That is not what we expected')
  },
  'the list': openList,
  'the list when it does not go on': async (looked) => {
    await openList(looked)
    await looked.page.route('**/api/customer/session', (route) => route.fulfill({ status: 503 }))
    await pressConnect(looked.page, 'Connect Private API key')
    return looked.page.getByText('This cannot be done right now')
  },
  'the list under the frame': async (looked) => {
    await openList(looked)
    await pressConnect(looked.page, 'Connect Private API key')
    await expect(connectFrame(looked.page).getByLabel('API key')).toBeVisible()
    return looked.page.getByRole('button', { name: 'Back' })
  },
  'the end': async (looked) => {
    await openList(looked)
    await typeKeyInFrame(looked.page)
    return heading(looked.page, 'You are done')
  },
  'too late': async (looked) => {
    const { desk, id } = looked
    await desk.sql`update links set ends_at = now() - interval '1 minute' where id = ${id}`
    return at(looked, 'This link has expired')
  },
  'too late, and asked for a new link': async (looked) => {
    await revoke(looked)
    await looked.act({ what: 'ask' })
    await at(looked, 'This link was withdrawn')
    return looked.page.getByText('that you need a new link')
  },
  withdrawn: async (looked) => {
    await revoke(looked)
    return at(looked, 'This link was withdrawn')
  },
  locked: async (looked) => {
    await looked.act(begun, wrong, wrong, wrong, wrong, wrong)
    return at(looked, 'This link is locked')
  },
  'the question before a report': (looked) => at(looked, 'You did not expect this?', '/report'),
  'the thanks for a report': async (looked) => {
    await looked.act(reported)
    return at(looked, 'Thank you', '/report?done=1')
  },
  stopped: async (looked) => {
    await looked.act(begun, passed, reported)
    return at(looked, 'This link is stopped')
  },
  'a code that leads nowhere': (looked) =>
    at(
      { ...looked, path: looked.path.replace(/\w+$/, '01arz3ndektsv4rrffq69g5fav') },
      'This link does not work',
    ),
}

appTest.describe('axe finds nothing and nothing is too wide', () => {
  appTest.use(looking)
  appTest.describe.configure({ timeout: patienceMs })
  for (const [title, open] of Object.entries(pages))
    appTest(title, async ({ page, accessDesk: desk, things }) => {
      const { id = '', code = '' } = await things.find('hand-off link', 'other', 'signed out', true)
      const { origin } = desk.app
      const path = `${origin}/c/${code}`
      const act: Looked['act'] = async (...forms) => {
        for (const form of forms)
          await page.request.post(`${path}/act`, { form, headers: { origin }, maxRedirects: 0 })
      }
      await expectGoodLooks(page, title, await open({ page, desk, path, id, act }))
    })
})
