import { beforeAll, beforeEach } from 'vitest'

import type { Role } from '@/lib/core/actor'

import { isSessionAlive } from './customer-browser'
import { customerSettings, useTestSettings } from './test-settings'
import { useTestDesk } from './use-test-desk'

const openToCustomers = () => {
  useTestSettings(customerSettings)
}

/** A desk whose customers have an address, and what lives at its Nango. */
export function useHandoffDesk<Name extends string>(people: Record<Name, Role | readonly [Role, string]>) {
  const opened = useTestDesk(people)
  const tokens: string[] = []
  beforeAll(openToCustomers)
  beforeEach(() => {
    tokens.length = 0
    opened.desk.faults.setFault(
      { method: 'POST', path: /^\/connect\/sessions/ },
      { kind: 'rewrite', rewrite: (answer) => keepToken(tokens, answer) },
    )
  })
  /** The connect sessions that were made since the test began and still do something. */
  const liveTokens = async () => {
    const alive = await Promise.all(tokens.map((token) => isSessionAlive(opened.desk.sandbox.origin, token)))
    return tokens.filter((_, index) => alive[index])
  }
  return Object.assign(opened, { liveTokens, madeTokens: () => [...tokens] })
}

const keepToken = (tokens: string[], answer: unknown) => {
  const found = /nango_connect_session_[0-9a-f]{64}/.exec(JSON.stringify(answer))
  if (found) tokens.push(found[0])
  return answer
}
