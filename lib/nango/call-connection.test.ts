import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { serveSandbox, type ServedSandbox } from '@/lib/sandbox/serve-sandbox'
import { type Fault, type FaultServer, startFaultServer } from '@/lib/testing/fault-server'
import { codeOf, openTestNango } from '@/lib/testing/test-desk'
import { useTestSettings, validEnvironment } from '@/lib/testing/test-settings'

import { deleteConnection, writeConnectionTags } from './change-connection'
import type { Nango } from './client'
import { readConnection } from './read-connection'

let sandbox: ServedSandbox
let faults: FaultServer
let nango: Nango

beforeAll(async () => {
  useTestSettings()
  const signing = { apiKey: validEnvironment.NANGO_API_KEY, webhookSigningKey: 'signing-key' }
  sandbox = await serveSandbox({ host: '127.0.0.1', port: 0, ...signing, rateLimitPerMinute: 0 })
  faults = await startFaultServer({ target: sandbox.origin })
  nango = openTestNango(faults.origin, sandbox.publicOrigin)
})
afterEach(() => faults.reset())
afterAll(async () => {
  await faults.close()
  await sandbox.close()
})

const calls = {
  GET: (id: string) => readConnection(nango, 'github', id),
  PATCH: (id: string) =>
    writeConnectionTags(nango, { integrationKey: 'github', connectionId: id, tags: { plan: 'pro' } }),
  DELETE: (id: string) => deleteConnection(nango, 'github', id),
}

/** As recorded: nango-samples-2/connection-{get,patch,delete}-percent-in-id.txt. */
const refusal: Fault = {
  kind: 'status',
  status: 400,
  json: {
    error: {
      code: 'invalid_uri_params',
      errors: [
        {
          code: 'invalid_format',
          message: 'Invalid string: must match pattern /^[a-zA-Z0-9,.;:=+~[\\]|@${}"\'\\\\/_ -]+$/',
          path: ['connectionId'],
        },
      ],
    },
  },
}

describe.each(['GET', 'PATCH', 'DELETE'] as const)('%s of one connection', (method) => {
  it.each(['a/b', 'a\\b', 'a/../b', '../x', './', '...', '~.', 'x y', '100%', '%2e', 'a?b#c', 'ü', '\t'])(
    'asks for exactly %j',
    async (id) => {
      await calls[method](id)
      const [call, ...more] = faults.calls()
      expect(more).toEqual([])
      const [empty, place, segment = '', ...below] = (call?.path ?? '').split('/')
      expect([call?.method, empty, place, below]).toEqual([method, '', 'connections', []])
      expect(decodeURIComponent(segment)).toBe(id)
    },
  )

  it('says that Nango cannot be asked for an id that it refuses', async () => {
    faults.setFault({ method, path: '/connections/100%25' }, refusal)
    expect(codeOf(await calls[method]('100%'))).toBe('connection_unreadable')
  })

  it.each(['.', '..'])('asks nothing for %s, which would be another address', async (id) => {
    expect(codeOf(await calls[method](id))).toBe('connection_unreadable')
    expect(faults.calls()).toEqual([])
  })

  it('takes another refusal for what it is', async () => {
    const json = { error: { code: 'invalid_body', errors: [{ message: 'no', path: ['tags'] }] } }
    faults.setFault({ method, path: '/connections/x' }, { kind: 'status', status: 400, json })
    expect(codeOf(await calls[method]('x'))).toBe(method === 'PATCH' ? 'nango_refused' : 'nango_bad_answer')
  })
})
