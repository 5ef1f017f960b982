import { expect, type Page } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import { connectAsCustomer, openPhone } from './fixtures/customer'
import { copyLink, createLink, fillLinkForm, linkCard, submitLinkForm } from './fixtures/link-form'

/** What a browser's translation does to a page: every text, also each that comes later, is put into two `<font>`. */
const translate = (page: Page) =>
  page.addInitScript(() => {
    const kept = 'script, style, noscript, font, title, [translate="no"]'
    const translateText = (text: Text) => {
      if (text.data.trim() === '' || text.parentElement?.closest(kept) !== null) return
      const outer = document.createElement('font')
      outer.append(document.createElement('font'))
      outer.firstElementChild?.append(text.data)
      text.replaceWith(outer)
    }
    const translateAll = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Text[] = root instanceof Text ? [root] : []
      while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
      texts.forEach(translateText)
    }
    const begin = () => {
      const parts = [...document.querySelectorAll('main, main button, main input, main li')]
      // Before React has taken the page over, part by part, it would draw it anew: what was typed by then would be gone.
      if (
        parts.length === 0 ||
        !parts.every((part) => Object.keys(part).some((key) => key.startsWith('__reactFiber')))
      ) {
        requestAnimationFrame(begin)
        return
      }
      translateAll(document.body)
      new MutationObserver((records) => {
        for (const { type, target, addedNodes } of records)
          for (const node of type === 'childList' ? addedNodes : [target])
            if (node.isConnected) translateAll(node)
      }).observe(document.body, { childList: true, subtree: true, characterData: true })
    }
    window.addEventListener('load', begin)
  })

const fonts = (page: Page) => page.locator('main font')

sandboxTest('a translated page says what is so, and never breaks', async ({ page, browser }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await translate(page)

  await page.goto('/signin')
  await expect(fonts(page).first()).toBeAttached()
  await page.getByRole('button', { name: 'Continue as Admin' }).click()

  const card = await createLink(page, { customerId: 'user_90', integrations: ['GitHub'] })
  const url = await copyLink(page)
  await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible()
  await expect(card.getByRole('button', { name: 'Copy link' })).toBeVisible()
  await card.getByRole('button', { name: 'Revoke' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Keep|Cancel)/ })
    .click()
  const phone = await openPhone(browser)
  await connectAsCustomer(phone, url)
  await phone.context().close()
  await expect(card).toContainText('Connected')
  await expect(card).not.toContainText('Waiting for the customer')

  await page.getByRole('button', { name: 'Same customer' }).click()
  await fillLinkForm(page, { integrations: ['HubSpot'] })
  await page.getByRole('combobox', { name: 'Integrations' }).fill('no such thing')
  await expect(page.getByText(/no .*match|nothing|No integration/i).first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Integrations' }).fill('')
  await page.keyboard.press('Escape')
  await submitLinkForm(page)
  await expect(linkCard(page)).toContainText('Waiting for the customer')
  await linkCard(page).getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(linkCard(page)).toContainText('Revoked')
  await expect(linkCard(page)).not.toContainText('Waiting for the customer')

  const go = (name: string) => page.getByRole('link', { name, exact: true }).filter({ visible: true }).click()
  await go('Connections')
  const search = page.getByRole('searchbox', { name: /^Search/ })
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible()
  await search.fill('nobody at all')
  await expect(page).toHaveURL(/nobody/)
  await search.fill('')
  await expect(page).toHaveURL(/\/connections$/)
  await go('Links')
  await page.getByLabel('Status').selectOption({ label: 'Revoked' })
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('Revoked')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page.getByRole('list', { name: 'Filters in use' })).toBeHidden()
  await search.fill('nobody at all')
  await expect(page.getByRole('main')).toContainText(/No link/i)
  await go('Settings')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await page.getByRole('button', { name: 'Check again' }).first().click()
  await go('New link')
  await expect(page.getByRole('heading', { name: 'New link' })).toBeVisible()
  await expect(fonts(page).first()).toBeAttached()
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  await expect(page).toHaveURL(/\/signin/)
  expect(errors).toEqual([])
})
