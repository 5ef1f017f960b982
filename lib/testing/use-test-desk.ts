import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

import type { Role } from '@/lib/core/actor'
import { StaffCtx } from '@/lib/ctx'
import type { ServeSandboxOptions } from '@/lib/sandbox/serve-sandbox'
import { startReceiver } from '@/lib/sandbox/testing/start-receiver'

import { openTestDesk, type TestDesk } from './test-desk'

type SandboxOptions = Partial<ServeSandboxOptions>

/** A person by role, named after it, or by role and name. */
type Person = Role | readonly [Role, string]

/**
 * A desk for the tests of a file, and its people: opened before the first, put back after each, closed after the last.
 * At the start of each Nango may be asked at once, whatever the test before has asked.
 * What it returns is empty until then, so nothing of it is read while the file is loaded.
 */
export function useTestDesk<Name extends string>(
  people: Record<Name, Person>,
  sandboxOptions: SandboxOptions | (() => SandboxOptions) = {},
): { desk: TestDesk } & Record<Name, StaffCtx> {
  const desk: TestDesk = Object.create(null)
  const entries = Object.entries<Person>(people).map(
    ([name, person]) => [name, person, Object.create(StaffCtx.prototype)] as const,
  )
  beforeAll(async () => {
    const options = typeof sandboxOptions === 'function' ? sandboxOptions() : sandboxOptions
    Object.assign(desk, await openTestDesk(options))
    for (const [, person, ctx] of entries)
      Object.assign(ctx, await (typeof person === 'string' ? desk.ctxFor(person) : desk.ctxFor(...person)))
  })
  beforeEach(() => desk.letAskAgain())
  afterEach(() => desk.reset())
  afterAll(() => desk.close())
  return Object.assign(
    Object.create(null),
    { desk },
    Object.fromEntries(entries.map(([name, , ctx]) => [name, ctx])),
  )
}

type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** The same with a receiver that Nango sends its webhooks to: they come in only when a test delivers them. */
export function usePostedDesk<Name extends string>(
  people: Record<Name, Person>,
  sandboxOptions: SandboxOptions = {},
) {
  const nangosPost: Receiver = Object.create(null)
  beforeAll(async () => {
    Object.assign(nangosPost, await startReceiver())
  })
  afterAll(() => nangosPost.close())
  const opened = useTestDesk(people, () => ({ webhookUrl: nangosPost.url, ...sandboxOptions }))
  return Object.assign(opened, { nangosPost })
}
