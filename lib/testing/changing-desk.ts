import { findStaffBySession, startSession } from '@/lib/db/staff'
import { disconnectConnection } from '@/lib/use-cases/disconnect-connection'
import { retagConnection } from '@/lib/use-cases/retag-connection'
import { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { integration } from './connect-customer'
import { openCrashDatabase } from './open-crash-database'
import { openTestNango } from './open-test-nango'
import { useTestSettings } from './test-settings'

// A process that changes one connection, and is killed while it does.
const [database = '', nangoHost = '', publicOrigin = '', what = '', connectionId = ''] = process.argv.slice(2)

useTestSettings()
const { db } = await openCrashDatabase(database)
const at = new Date()
const person = {
  identity: 'test:changing',
  email: 'changing@example.com',
  name: 'Changing',
  role: 'admin',
} as const
const sessionId = await startSession(db, { ...person, at })
const found = await findStaffBySession(db, sessionId ?? '', at)
if (!found) throw new Error('the test person could not sign in')
const nango = openTestNango(nangoHost, publicOrigin)
const ctx = new StaffCtx({ actor: found.staff, db, nango, now: () => new Date() })
const name = { integration, connectionId }
await (what === 'retag'
  ? retagConnection(ctx, { ...name, set: [{ key: 'plan', value: 'free' }], remove: [] })
  : disconnectConnection(ctx, { ...name, confirmation: 'user_42' }))
