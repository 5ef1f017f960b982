import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

import type { Browser, Page } from 'playwright'

import { stopProcess } from '@/lib/testing/child-processes'
import { freePort } from '@/lib/testing/ports'

import { createHandoff } from '../fixtures/handoff'
import { someone } from '../fixtures/link-form'
import { signInAs } from '../fixtures/sign-in'
import { startSandboxApp } from '../fixtures/start-sandbox-app'
import type { Line } from './line'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(tmpdir(), 'connect-desk-bare-page')
const next = `${root}node_modules/next/dist/bin/next`
const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const

/** Builds and starts the smallest Next app there is: one page with one line of text. */
export async function startBarePage(): Promise<{ origin: string; stop: () => Promise<void> }> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(`${folder}/app`, { recursive: true })
  writeFileSync(
    `${folder}/app/layout.jsx`,
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }\n',
  )
  writeFileSync(`${folder}/app/page.jsx`, 'export default function Page() { return <p>A bare page</p> }\n')
  // Outside the repository, or Next would find the desk's own files above it; the root must hold the linked modules.
  symlinkSync(`${root}node_modules`, `${folder}/node_modules`)
  writeFileSync(`${folder}/next.config.mjs`, `export default { turbopack: { root: '/' } }\n`)
  writeFileSync(`${folder}/package.json`, '{ "private": true }\n')
  execFileSync(process.execPath, [next, 'build'], { cwd: folder, env, stdio: 'ignore' })
  const port = await freePort()
  const server = spawn(process.execPath, [next, 'start', '-H', 'localhost', '-p', String(port)], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve) => {
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready')) resolve()
    })
  })
  return { origin: `http://localhost:${port}`, stop: () => stopProcess(server, 'SIGTERM', 15_000) }
}

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
  const customerKb = await visit(await createHandoff(page, { ...someone(), integrations: ['GitHub'] }))
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
    line(
      'customer’s page before Continue, first-load scripts (brotli), against a bare page',
      customerKb,
      1.1,
    ),
    line('sign-in page, first-load scripts (brotli), against a bare page', signInKb, 1.02),
  ]
}
