import { brotliCompressSync } from 'node:zlib'

import type { Browser, Page } from 'playwright'

import { signInAs } from '../fixtures/sign-in-as'
import { startSandboxApp } from '../fixtures/start-sandbox-app'
import { startBarePage } from './bare-page'
import type { Line } from './line'

/** Brotli kilobytes of all scripts that a first visit loads. */
async function scriptKilobytes(page: Page, url: string): Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js'))
      sizes.push(response.body().then((body) => brotliCompressSync(body).length))
  })
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
}

/** First-load scripts of the pages beside a bare Next page built in the same run. */
export async function benchFirstLoad(browser: Browser): Promise<Line[]> {
  const bare = await startBarePage()
  const app = await startSandboxApp('bench-first-load')
  const context = await browser.newContext({ baseURL: app.origin })
  const visit = async (url: string) => scriptKilobytes(await context.newPage(), url)
  const bareKb = await visit(bare.origin)
  const signInKb = await visit(`${app.origin}/signin`)
  const page = await context.newPage()
  await page.goto('/')
  await signInAs(page, 'Agent')
  const newLinkKb = await visit(`${app.origin}/`)
  const linksKb = await visit(`${app.origin}/links`)
  await context.close()
  await app.stop()
  await bare.stop()
  const beside = `bare Next page ${bareKb.toFixed(1)} kB`
  const line = (what: string, kb: number, budget: number): Line => ({
    what,
    ours: `${kb.toFixed(1)} kB`,
    beside,
    figure: kb / bareKb,
    budget,
    unit: '×',
  })
  return [
    line('New link page, first-load scripts (brotli), against a bare page', newLinkKb, 1.2),
    { ...line('New link page, first-load scripts (brotli)', newLinkKb, 140), figure: newLinkKb, unit: 'kB' },
    { ...line('Links page, first-load scripts (brotli)', linksKb, 150), figure: linksKb, unit: 'kB' },
    line('sign-in page, first-load scripts (brotli), against a bare page', signInKb, 1.02),
  ]
}
