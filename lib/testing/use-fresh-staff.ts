import { beforeEach } from 'vitest'

import { StaffCtx } from '@/lib/ctx'
import { staff } from '@/lib/db/schema'

import { useTestDesk } from './use-test-desk'

/** A desk for the tests of a file, with an admin and an agent who are new in each and the only ones not disabled. */
export function useFreshStaff() {
  const { desk } = useTestDesk({})
  const admin: StaffCtx = Object.create(StaffCtx.prototype)
  const agent: StaffCtx = Object.create(StaffCtx.prototype)
  const tests = { begun: 0 }
  beforeEach(async () => {
    tests.begun += 1
    await desk.database.db.update(staff).set({ disabledAt: new Date() })
    Object.assign(admin, await desk.ctxFor('admin', `admin-${tests.begun}`))
    Object.assign(agent, await desk.ctxFor('agent', `agent-${tests.begun}`))
  })
  /** The number of the test, for names that are in no other one. */
  return { desk, admin, agent, round: () => tests.begun }
}
