import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll } from 'vitest'

import type { ServedSandbox } from '@/lib/sandbox/serve-sandbox'

import { createTestDatabase, fillDataDir } from './test-database'
import { serveTestSandbox } from './test-desk'
import { useTestSettings } from './test-settings'

type CrashSite = {
  /** Of a database that outlives the process that uses it: see `openCrashDatabase`. */
  database: string
  sandbox: ServedSandbox
}

/** Where processes are killed, for the tests of a file. Empty until the first of them. */
export function useCrashSite(name: string): CrashSite {
  const site: CrashSite = Object.create(null)
  const dataDir = mkdtempSync(join(tmpdir(), `desk-${name}-`))
  beforeAll(async () => {
    useTestSettings()
    fillDataDir(dataDir)
    site.database = (await createTestDatabase()) ?? dataDir
    site.sandbox = await serveTestSandbox()
  })
  afterAll(async () => {
    await site.sandbox.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return site
}
