import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'
import type { TestCase } from 'vitest/node'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Vitest keeps quiet about it. */
const nameSecondTries = {
  onTestCaseResult: (test: TestCase) => {
    const [met] = test.result().errors ?? []
    if (test.diagnostic()?.flaky)
      process.stdout.write(`Passed at its second try: ${test.fullName}: ${met?.message}\n`)
  },
}
const rooms = '{app,components,lib,e2e}'

export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Two processes for all files: PGlite is compiled, and what everybody imports is read, once in each.
    isolate: false,
    // PGlite compiles for longer than a test file uses it: V8's quick compiler alone halves its time.
    execArgv: ['--liftoff-only'],
    // These end only what waits in vain: a busy machine may take its time.
    testTimeout: 60_000,
    expect: { poll: { timeout: 50_000 } },
    hookTimeout: 90_000,
    // Of thousands of tests on a busy machine one may meet what has nothing to do with it: it is tried once more, and named.
    retry: process.env['EVIDENCE'] ? 0 : 1,
    allowOnly: false,
    reporters: ['default', ['json', { outputFile: '.test/vitest.json' }], nameSecondTries],
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'pglite',
          include: [`${rooms}/**/*.test.ts`],
          exclude: ['**/*.pg.test.ts'],
          env: { TEST_DATABASE_URL: '' },
          globalSetup: ['lib/testing/vitest-pglite.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          // `*.db.test.ts` run on both: SQL of stores, transactions, work at once. What stands above needs one of them.
          include: [`${rooms}/**/*.db.test.ts`, `${rooms}/**/*.pg.test.ts`],
          globalSetup: ['lib/testing/workshop/start-postgres.ts'],
        },
      },
    ],
  },
})
