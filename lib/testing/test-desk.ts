import { randomUUID } from 'node:crypto'

import type { Role } from '@/lib/core/actor'
import type { Result } from '@/lib/core/result'
import { DeskCtx, StaffCtx } from '@/lib/ctx'
import type { Database } from '@/lib/db/open'
import { nangoStates } from '@/lib/db/schema-tools'
import type { CreateLinkInput } from '@/lib/links/schema/create'
import { createNango } from '@/lib/nango/client'
import { type ServedSandbox, serveSandbox, type ServeSandboxOptions } from '@/lib/sandbox/serve-sandbox'
import { findStaffBySession, startSession } from '@/lib/staff/store/people'
import { type FaultServer, startFaultServer } from '@/lib/testing/fault-server'

import { openTestDatabase } from './test-database'
import { signingKey, useTestSettings, validEnvironment } from './test-settings'

export type TestDesk = {
  database: Database
  sandbox: ServedSandbox
  faults: FaultServer
  /** Moves the desk's clock, Nango's stays; `reset` puts it back and lifts all faults. */
  advance: (ms: number) => void
  reset: () => void
  ctxFor: (role: Role, name?: string) => Promise<StaffCtx>
  /** For work that no person asks for. */
  deskCtx: () => DeskCtx
  /** Lets Nango be asked for news again, as if the time between two questions had passed. */
  letAskAgain: () => Promise<void>
  close: () => Promise<void>
}

/** A sandbox over HTTP with the keys of `validEnvironment`, and no rate limit unless a test asks for one. */
export const serveTestSandbox = (options: Partial<ServeSandboxOptions> = {}): Promise<ServedSandbox> =>
  serveSandbox({
    host: '127.0.0.1',
    port: 0,
    apiKey: validEnvironment.NANGO_API_KEY,
    webhookSigningKey: signingKey,
    rateLimitPerMinute: 0,
    ...options,
  })

/** The rooms without Next: a real database, the real SDK, and a fault server between it and a sandbox over HTTP. */
export const openTestDesk = async (sandboxOptions: Partial<ServeSandboxOptions> = {}): Promise<TestDesk> => {
  useTestSettings()
  const database = await openTestDatabase()
  const sandbox = await serveTestSandbox(sandboxOptions)
  const faults = await startFaultServer({ target: sandbox.origin })
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  const ctxFor = (role: Role, name: string = role) =>
    signInForTest({ db: database.db, nango: openNango(), now }, role, name)
  const openNango = () => openTestNango(faults.origin, sandbox.publicOrigin)
  return {
    database,
    sandbox,
    faults,
    advance: (ms) => {
      aheadMs += ms
    },
    ctxFor,
    deskCtx: () => new DeskCtx({ db: database.db, nango: openNango(), now }),
    letAskAgain: async () => {
      await database.db.update(nangoStates).set({ askedAt: null })
    },
    reset: () => {
      aheadMs = 0
      faults.reset()
    },
    close: async () => {
      await faults.close()
      await sandbox.close()
      await database.close()
    },
  }
}

/** Somebody of this role and name, signed in. */
export const signInForTest = async (
  { db, nango, now }: Pick<DeskCtx, 'db' | 'nango' | 'now'>,
  role: Role,
  name: string,
): Promise<StaffCtx> => {
  const person = { identity: `test:${name}`, email: `${name}@example.com`, name, role, at: now() }
  const sessionId = await startSession(db, person)
  const found = sessionId && (await findStaffBySession(db, sessionId, now()))
  if (!found) throw new Error('the test person could not sign in')
  return new StaffCtx({ actor: found.staff, db, nango, now })
}

/** A valid request with a fresh intent key. */
export const linkInput = (changes: Partial<CreateLinkInput> = {}): CreateLinkInput => ({
  intentKey: randomUUID(),
  customer: {
    id: 'user_42',
    email: 'ada@example.com',
    displayName: 'Ada',
    organizationId: null,
    organizationName: null,
  },
  integrations: ['github'],
  language: null,
  worksFor: '30m',
  check: 'none',
  tags: [],
  advanced: {},
  confirmedHosts: [],
  ...changes,
})

/** The Nango room of a process of its own, for a sandbox at `host` whose links lead to `publicOrigin`. */
export const openTestNango = (host: string, publicOrigin: string) =>
  createNango({
    apiKey: validEnvironment.NANGO_API_KEY,
    host,
    apiUrlInLinks: publicOrigin,
    connectOrigin: null,
    webhookSigningKeys: [signingKey],
    warnsOfLate: true,
  })

/** The value of what must have worked. */
export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

/** How a verb ended: `ok`, or the code of its failure. */
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code)
