import { disconnectConnection } from '@/lib/connections/disconnect'
import { retagConnection } from '@/lib/connections/retag'
import { StaffCtx } from '@/lib/ctx'
import { findStaffBySession, startSession } from '@/lib/staff/store/people'

import { integration } from './connect-customer'
import { openCrashDatabase } from './test-database'
import { openTestNango } from './test-desk'
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
