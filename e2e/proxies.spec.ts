import { expect, type Page } from 'playwright/test'

import { countOf } from '@/lib/testing/evidence'
import { freePort } from '@/lib/testing/ports'

import { appTest } from './fixtures/app-test'
import { createLink, fillLinkForm, submitLinkForm } from './fixtures/link-form'
import { pressSignIn } from './fixtures/sign-in'
import { startSandboxApp } from './fixtures/start-sandbox-app'
import { startNginx } from './nginx'

/** What nginx is told to send as Host and as X-Forwarded-Host; a request chooses by its header `X-Way`. */
const ways = {
  'a bare proxy_pass': ['$proxy_host', ''],
  'Host $host, which has no port': ['$host', ''],
  'Host $http_host': ['$http_host', ''],
  'a chain that adds its own name': ['inner:3000', '"$http_host, inner.example.com"'],
  'a forwarded host of somebody else': ['$proxy_host', 'cdn.example.net'],
} as const

const mapOf = (name: string, part: 0 | 1) =>
  `map $http_x_way $${name} { ${Object.values(ways)
    .map((way, index) => `${index} ${way[part] || '""'};`)
    .join(' ')} default $proxy_host; }`

const doTheJob = async (page: Page, origin: string) => {
  await pressSignIn(page, 'Agent')
  await expect(page).toHaveURL(`${origin}/`)
  await createLink(page, { customerId: 'user_42', integrations: ['GitHub'] })
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  await expect(page).toHaveURL(`${origin}/signin`)
}

appTest('APP_ORIGIN decides, whatever nginx makes of the host', async ({ browser }) => {
  appTest.setTimeout(120_000)
  const port = await freePort()
  const origin = `http://desk.localhost:${port}`
  const app = await startSandboxApp('behind-nginx', { APP_ORIGIN: origin })
  const nginx = await startNginx(
    [
      {
        port,
        target: app.origin.replace('localhost', '127.0.0.1'),
        lines: [
          'proxy_set_header Host $sent_host;',
          'proxy_set_header X-Forwarded-Host $sent_forwarded;',
          'proxy_set_header Origin $sent_origin;',
        ],
      },
    ],
    [
      mapOf('sent_host', 0),
      mapOf('sent_forwarded', 1),
      'map $http_x_way $sent_origin { elsewhere http://10.0.0.5:3000; default $http_origin; }',
    ],
  )
  const most = countOf(0, Object.keys(ways).length)
  for (const [index, way] of Object.keys(ways).slice(0, most).entries())
    await appTest.step(way, async () => {
      const context = await browser.newContext({
        baseURL: origin,
        extraHTTPHeaders: { 'X-Way': String(index) },
      })
      await doTheJob(await context.newPage(), origin)
      await context.close()
    })

  const page = await (await browser.newContext({ baseURL: origin })).newPage()
  await appTest.step('under another address it says both, and keeps what was typed', async () => {
    await pressSignIn(page, 'Agent')
    await page.setExtraHTTPHeaders({ 'X-Way': 'elsewhere' })
    await fillLinkForm(page, { customerId: 'user_43', integrations: ['GitHub'] })
    await submitLinkForm(page)
    const alert = page.getByRole('alert').filter({ hasText: 'This page was opened at' })
    await expect(alert).toContainText(`opened at http://10.0.0.5:3000, but Connect Desk is at ${origin}`)
    await expect(page.getByRole('combobox', { name: 'Customer ID' })).toHaveValue('user_43')

    await page.goto(`${app.origin}/signin`)
    await page.getByRole('button', { name: 'Continue as Agent' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText(`Connect Desk is at ${origin}`)
  })
  await page.context().close()
  const { headers } = await fetch(`${app.origin}/api/health`)
  expect(headers.get('keep-alive')).toBe('timeout=65')
  await nginx.stop()
  await app.stop()
})

appTest(
  'a sandbox without APP_ORIGIN takes a tunnel’s word, or says what is missing',
  async ({ browser, sandboxApp }) => {
    const [tunnel, bare] = [await freePort(), await freePort()]
    const target = sandboxApp.origin.replace('localhost', '127.0.0.1')
    const nginx = await startNginx([
      {
        port: tunnel,
        target,
        lines: ['proxy_set_header Host localhost:4220;', 'proxy_set_header X-Forwarded-Host $http_host;'],
      },
      { port: bare, target, lines: [] },
    ])
    const origin = `http://desk.localhost:${tunnel}`
    const page = await (await browser.newContext({ baseURL: origin })).newPage()
    await doTheJob(page, origin)
    await page.goto(`http://desk.localhost:${bare}/signin`)
    await page.getByRole('button', { name: 'Continue as Agent' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('proxy_set_header Host $http_host;')
    await page.context().close()
    await nginx.stop()
  },
)
