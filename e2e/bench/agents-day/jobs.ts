import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

import { createLink, linkCard, linkField } from '../../fixtures/link-form'
import type { Cost, Hands, Way } from './hands'

export type Job = {
  name: string
  way: Way
  /** The most that it may cost, and of what; without one it is only shown. */
  target?: Target
  /** What it cost at 467dd00, where that was written down, and what this script said of 86fe4f2. */
  before: [first: string, second: string]
  /** What there is already when the person begins. It costs nothing. */
  prepare?: (page: Page) => Promise<unknown>
  run: (hands: Hands) => Promise<void>
}

export type Target = { most: number; of: string; sum: (cost: Cost) => number }

const clicks = (most: number): Target => ({ most, of: 'clicks', sum: (cost) => cost.clicks })
const tabs = (most: number): Target => ({ most, of: 'Tabs', sum: (cost) => cost.tabs })
const keys = (most: number): Target => ({
  most,
  of: 'keys',
  sum: ({ typed, keys: others, tabs: again }) => typed + others + again,
})

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })
const copyButton = (page: Page) => page.getByRole('button', { name: 'Copy link' })
const integrations = (page: Page) => page.getByRole('combobox', { name: 'Integrations' })
const isChosen = async (page: Page) => (await page.getByRole('button', { name: /^Remove / }).count()) > 0

let number = 8213
/** Somebody of whom nobody has heard yet: id, e-mail, name. */
const stranger = (): [string, string, string] => {
  number += 1
  return [`ada-${number}`, `ada.${number}@example.com`, 'Ada Lovelace']
}

/** Chooses an integration by its name, unless it is there already. Enter takes what is offered. */
const pickIntegration = async (hands: Hands, isOffered = false) => {
  if (await isChosen(hands.page)) return
  await hands.reach(integrations(hands.page))
  if (!isOffered) await hands.type('github')
  await hands.press('Enter')
}

/** From a form that is filled in to a link on the clipboard. */
const create = async (hands: Hands) => {
  const { page, way } = hands
  await hands.empty()
  await (way === 'keyboard' ? hands.press('Enter') : hands.click(button(page, 'Create link')))
  await hands.wait(linkCard(page).getByRole('timer'))
  await hands.take(copyButton(page))
}

const newCustomer = async (hands: Hands) => {
  await hands.reach(linkField(hands.page, 'customerId'))
  await hands.type(...stranger())
  await pickIntegration(hands)
  return create(hands)
}

const returning = async (hands: Hands) => {
  const { page } = hands
  await hands.reach(linkField(page, 'customerId'))
  await hands.type('ada')
  await hands.wait(page.getByRole('option', { name: /Ada/ }).first())
  await hands.press('ArrowDown')
  await hands.press('Enter')
  await hands.wait(page.getByText(/, as last time/).first())
  await pickIntegration(hands, true)
  return create(hands)
}

/** A link that waits, made by somebody who then begins to count. */
const oneWaits = async (page: Page) => {
  const [customerId, email, displayName] = stranger()
  await createLink(page, { customerId, email, displayName, integrations: ['GitHub'] })
}

const oneKnown = async (page: Page) => {
  await oneWaits(page)
  await page.goto('/')
}

/** Over when the form is empty and the next customer can be typed. */
const next = async (hands: Hands) => {
  const { page } = hands
  await hands.use(button(page, 'New link'), 'n')
  await expect(linkField(page, 'customerId')).toBeFocused()
  for (const name of ['customerId', 'email', 'displayName'] as const)
    await expect(linkField(page, name)).toHaveValue('')
}

const reconnect = async (hands: Hands) => {
  const { page } = hands
  await hands.empty()
  await hands.use(page.getByRole('link', { name: 'Connections', exact: true }))
  const row = page.getByRole('row').filter({ hasText: 'Must be reconnected' }).first()
  await hands.wait(row)
  await hands.use(button(row, 'Share reconnect link'))
  const panel = page.getByRole('dialog', { name: 'Share reconnect link' })
  const asked = button(panel, 'Create reconnect link')
  await hands.wait(asked)
  await hands.use(asked)
  await hands.wait(panel.getByRole('timer'))
  await hands.take(copyButton(page))
}

const find = async (hands: Hands) => {
  const { page } = hands
  await hands.use(page.getByRole('link', { name: 'Links', exact: true }))
  const box = page.getByRole('searchbox', { name: 'Search links' })
  await hands.wait(box)
  await hands.reach(box)
  await hands.type(`ada-${number}`)
  const rows = page.getByRole('table', { name: 'Links' }).getByRole('row')
  await expect(rows).toHaveCount(2)
  await hands.wait(rows.last())
  await hands.use(rows.last().getByRole('link').first())
  await hands.wait(linkCard(page))
}

/** What the palette finds: the entry of a kind is at most some steps below the first. */
const openByPalette = async (hands: Hands, words: string, entry: RegExp) => {
  const { page } = hands
  const dialog = page.getByRole('dialog', { name: 'Command palette' })
  await hands.press('Control+k')
  await expect(dialog.getByRole('combobox')).toBeFocused()
  await hands.type(words)
  await hands.wait(dialog.getByRole('option', { name: entry }).first())
  const chosen = dialog.getByRole('option', { selected: true })
  while (!entry.test((await chosen.textContent()) ?? '')) await hands.press('ArrowDown')
  await hands.press('Enter')
}

const findByPalette = async (hands: Hands) => {
  await openByPalette(hands, `ada-${number}`, /Link$/)
  await hands.wait(linkCard(hands.page))
}

const confirm = async (hands: Hands, name: 'Renew' | 'Revoke') => {
  const { page } = hands
  await hands.use(button(linkCard(page), name), name === 'Renew' ? 'r' : 'x')
  const dialog = page.getByRole('dialog')
  await hands.wait(dialog)
  await hands.use(dialog.getByRole('button', { name: new RegExp(`^${name}`) }))
}

const renew = async (hands: Hands) => {
  const { page } = hands
  await hands.empty()
  const history = linkCard(page).getByRole('link', { name: 'History' })
  const old = await history.getAttribute('href')
  await confirm(hands, 'Renew')
  await expect(history).not.toHaveAttribute('href', old ?? '')
  await hands.wait(linkCard(page).getByRole('timer'))
  await hands.take(copyButton(page))
}

const revoke = async (hands: Hands) => {
  await confirm(hands, 'Revoke')
  await hands.wait(linkCard(hands.page).getByText('This link was revoked'))
}

const help = async (hands: Hands) => {
  await openByPalette(hands, 'keyb', /Keyboard shortcuts/)
  await hands.wait(hands.page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
}

/** What is done to a link that waits, by mouse and by keyboard, with what each cost before. */
const bothWays = (name: string, run: Job['run'], [mouse, keyboard]: [string, string]): Job[] => [
  { name, way: 'mouse', before: ['–', mouse], prepare: oneWaits, run },
  { name, way: 'keyboard', before: ['–', keyboard], prepare: oneWaits, run },
]

export const jobs: Job[] = [
  {
    name: 'new customer, one integration',
    way: 'mouse',
    target: clicks(2),
    before: ['4 clicks, 46 keys', '4 clicks, 49 keys (0 Tabs), 1 waits'],
    run: newCustomer,
  },
  {
    name: 'new customer, one integration',
    way: 'keyboard',
    target: tabs(3),
    before: ['–', '0 clicks, 64 keys (13 Tabs), 1 waits'],
    run: newCustomer,
  },
  {
    name: 'returning customer',
    way: 'keyboard',
    target: keys(8),
    before: ['–', '0 clicks, 24 keys (10 Tabs), 2 waits'],
    prepare: oneKnown,
    run: returning,
  },
  {
    name: 'next customer while one waits',
    way: 'keyboard',
    target: clicks(0),
    before: ['8 clicks', '0 clicks, 1 keys (0 Tabs), 0 waits'],
    prepare: oneWaits,
    run: next,
  },
  {
    name: 'broken connection to reconnect link',
    way: 'mouse',
    target: clicks(3),
    before: ['–', '4 clicks, 0 keys (0 Tabs), 3 waits'],
    run: reconnect,
  },
  {
    name: 'find an earlier link',
    way: 'mouse',
    before: ['–', '3 clicks, 8 keys (0 Tabs), 3 waits'],
    prepare: oneKnown,
    run: find,
  },
  {
    name: 'find an earlier link',
    way: 'keyboard',
    before: ['–', '0 clicks, 32 keys (22 Tabs), 3 waits'],
    prepare: oneKnown,
    run: findByPalette,
  },
  ...bothWays('renew', renew, ['3 clicks, 0 keys (0 Tabs), 2 waits', '0 clicks, 15 keys (12 Tabs), 2 waits']),
  ...bothWays('revoke', revoke, [
    '2 clicks, 0 keys (0 Tabs), 2 waits',
    '0 clicks, 11 keys (9 Tabs), 2 waits',
  ]),
  { name: 'open help', way: 'keyboard', before: ['–', 'no such thing'], run: help },
]
