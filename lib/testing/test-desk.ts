import { randomUUID } from 'node:crypto'

import type { CreateLinkInput } from '@/lib/core/create-link-input'
import type { Role } from '@/lib/core/staff'
import type { Database } from '@/lib/db/open'
import { nangoStates } from '@/lib/db/schema'
import { findStaffBySession, startSession } from '@/lib/db/staff'
import { serveSandbox, type ServedSandbox, type ServeSandboxOptions } from '@/lib/sandbox/serve-sandbox'
import { startFaultServer, type FaultServer } from '@/lib/testing/fault-server'
import { DeskCtx } from '@/lib/use-cases/desk-ctx'
import { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { openTestNango } from './open-test-nango'
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
  /** For work that no person asks for; */
  deskCtx: () => DeskCtx
  /** Lets Nango be asked for news again, as if the time between two questions had passed. */
  letAskAgain: () => Promise<void>
  close: () => Promise<void>
}

/** The rooms without Next: a real database, the real SDK, and a fault server between it and a sandbox over HTTP. */
export const openTestDesk = async (sandboxOptions: Partial<ServeSandboxOptions> = {}): Promise<TestDesk> => {
  useTestSettings()
  const database = await openTestDatabase()
  const sandbox = await serveSandbox({
    host: '127.0.0.1',
    port: 0,
    apiKey: validEnvironment.NANGO_API_KEY,
    webhookSigningKey: signingKey,
    rateLimitPerMinute: 0,
    ...sandboxOptions,
  })
  const faults = await startFaultServer({ target: sandbox.origin })
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  const ctxFor = async (role: Role, name: string = role) => {
    const identity = `test:${name}`
    const sessionId = await startSession(database.db, {
      identity,
      email: `${name}@example.com`,
      name,
      role,
      at: now(),
    })
    const found = sessionId && (await findStaffBySession(database.db, sessionId, now()))
    if (!found) throw new Error('the test person could not sign in')
    return new StaffCtx({ actor: found.staff, db: database.db, nango: openNango(), now })
  }
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

/** A valid wish with a fresh intent key. */
export const aWish = (changes: Partial<CreateLinkInput> = {}): CreateLinkInput => ({
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
  tags: [],
  advanced: {},
  confirmedHosts: [],
  ...changes,
})
