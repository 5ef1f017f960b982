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

type Open = (looked: Looked) => Promise<Locator>

/** Pages that a customer can come to: what they did before, and the heading or notice that says where they are. */
const pages: Record<string, Open> = {
  'the first page': (looked) => at(looked, 'agent from Example Ltd asks you to connect an account.'),
  'a wrong answer to the check': async (looked) => {
    await looked.act(begun, wrong)
    await at(looked, 'Is it you?', '?answer=wrong')
    return looked.page.getByText('That is not what we expected')
  },
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
  locked: async (looked) => {
    await looked.act(begun, wrong, wrong, wrong, wrong, wrong)
    return at(looked, 'This link is locked')
  },
  'the question before a report': (looked) => at(looked, 'You did not expect this?', '/report'),
}

/** The others, which have less or other words: looked at as evidence. */
const likePages: Record<string, Open> = {
  'the first page in a browser that keeps no cookies': async (looked) => {
    await looked.page.addInitScript(() => Object.defineProperty(navigator, 'cookieEnabled', { value: false }))
    await at(looked, 'agent from Example Ltd asks you to connect an account.')
    return looked.page.getByText('Your browser keeps no cookies')
  },
  'the check': async (looked) => {
    await looked.act(begun)
    return at(looked, 'Is it you?')
  },
  'the list': openList,
  'too late': async (looked) => {
    const { desk, id } = looked
    await desk.sql`update links set ends_at = now() - interval '1 minute' where id = ${id}`
    return at(looked, 'This link has expired')
  },
  withdrawn: async (looked) => {
    await revoke(looked)
    return at(looked, 'This link was withdrawn')
  },
  'withdrawn, and asked for a new link': async (looked) => {
    await revoke(looked)
    await looked.act({ what: 'ask' })
    await at(looked, 'This link was withdrawn')
    return looked.page.getByText('that you need a new link')
  },
  'the thanks for a report': async (looked) => {
    await looked.act(reported)
    return at(looked, 'Thank you', '/report?done=1')
  },
  stopped: async (looked) => {
    await looked.act(begun, passed, reported)
    return at(looked, 'This link is stopped')
  },
  'a code that leads nowhere': (looked) => {
    const path = looked.path.replace(/\w+$/, '01arz3ndektsv4rrffq69g5fav')
    return at({ ...looked, path }, 'This link does not work')
  },
}

const look = (title: string, open: Open, tag: string[]) =>
  appTest(title, { tag }, async ({ page, accessDesk: desk, things }) => {
    const { id = '', code = '' } = await things.find('hand-off link', 'other', 'signed out', true)
    const { origin } = desk.app
    const path = `${origin}/c/${code}`
    const act: Looked['act'] = async (...forms) => {
      for (const form of forms)
        await page.request.post(`${path}/act`, { form, headers: { origin }, maxRedirects: 0 })
    }
    await expectGoodLooks(page, title, await open({ page, desk, path, id, act }))
  })

appTest.describe('axe finds nothing and nothing is too wide', () => {
  appTest.use(looking)
  appTest.describe.configure({ timeout: patienceMs })
  for (const [title, open] of Object.entries(pages)) look(title, open, [])
  for (const [title, open] of Object.entries(likePages)) look(title, open, ['@long'])
})
