import { fileURLToPath } from 'node:url'

import { defineConfig } from 'playwright/test'

import { findChromium } from '../lib/testing/workshop/find-programs'

const root = fileURLToPath(new URL('../', import.meta.url))

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // Two more browsers, and three more builds of half a minute each: a part of `npm run evidence`.
  testIgnore: process.env['EVIDENCE'] ? [] : ['engines.spec.ts', 'two-builds.spec.ts'],
  // What takes its time by waiting for something is a part of `npm run evidence` as well.
  ...(!process.env['EVIDENCE'] && { grepInvert: /@long/ }),
  globalSetup: `${root}lib/testing/workshop/start-postgres.ts`,
  outputDir: `${root}.test/playwright`,
  // One more than two cores have: a third of what tests do is to wait for what takes its time.
  workers: 3,
  // Of hundreds of tests on a busy machine one may meet what has nothing to do with it: it is tried once more, and named.
  retries: process.env['EVIDENCE'] ? 0 : 1,
  forbidOnly: true,
  // It ends only what waits in vain: a busy machine may take its time.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: `${root}.test/playwright.json` }]],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    // A trace costs every test about a third of its time, also where it is thrown away after: TRACE=1 asks for it.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: findChromium(),
  },
})
