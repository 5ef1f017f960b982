import { afterAll, afterEach, beforeAll } from 'vitest'

import type { Role } from '@/lib/core/actor'
import { StaffCtx } from '@/lib/ctx'
import type { ServeSandboxOptions } from '@/lib/sandbox/serve-sandbox'

import { openTestDesk, type TestDesk } from './test-desk'

/** A person by role, named after it, or by role and name. */
type Person = Role | readonly [Role, string]

/**
 * A desk for the tests of a file, and its people: opened before the first, put back after each, closed after the last.
 * What it returns is empty until then, so nothing of it is read while the file is loaded.
 */
export function useTestDesk<Name extends string>(
  people: Record<Name, Person>,
  sandboxOptions: Partial<ServeSandboxOptions> = {},
): { desk: TestDesk } & Record<Name, StaffCtx> {
  const desk: TestDesk = Object.create(null)
  const entries = Object.entries<Person>(people).map(
    ([name, person]) => [name, person, Object.create(StaffCtx.prototype)] as const,
  )
  beforeAll(async () => {
    Object.assign(desk, await openTestDesk(sandboxOptions))
    for (const [, person, ctx] of entries)
      Object.assign(ctx, await (typeof person === 'string' ? desk.ctxFor(person) : desk.ctxFor(...person)))
  })
  afterEach(() => desk.reset())
  afterAll(() => desk.close())
  return Object.assign(
    Object.create(null),
    { desk },
    Object.fromEntries(entries.map(([name, , ctx]) => [name, ctx])),
  )
}
