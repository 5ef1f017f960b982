import { afterEach, expect, test, vi } from 'vitest'

import { SandboxFault } from './options'
import { startWorld } from './testing/sandbox-world'

afterEach(() => {
  vi.useRealTimers()
})

const body = { tags: { a: 'b' } }

test.each([
  ['create-429', 429, 'too_many_request'],
  ['create-500', 500, 'server_error'],
  ['create-capped', 400, 'resource_capped'],
] as const)('%s breaks the creation of links only', async (fault, status, code) => {
  const { withKey } = startWorld({ faults: [fault] })
  const response = await withKey('POST', '/connect/sessions', body)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ error: { code } })
  expect(response.headers.has('retry-after')).toBe(fault === 'create-429')
  expect((await withKey('GET', '/integrations')).status).toBe(200)
})

test.each([
  ['integrations-500', '/integrations'],
  ['connections-500', '/connections'],
] as const)('%s breaks %s', async (fault, path) => {
  const { withKey } = startWorld({ faults: [fault] })
  expect((await withKey('GET', path)).status).toBe(500)
  expect((await withKey('POST', '/connect/sessions', body)).status).toBe(201)
})

test('slow waits three seconds', async () => {
  vi.useFakeTimers()
  const { withKey } = startWorld({ faults: ['slow'] })
  const answered = vi.fn<(response: Response) => void>()
  const done = withKey('GET', '/integrations').then(answered)
  await vi.advanceTimersByTimeAsync(2999)
  expect(answered).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await done
  expect(answered).toHaveBeenCalledOnce()
})

test('no-webhooks sends none', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch')
  const { sandbox, connectNew } = startWorld({
    faults: ['no-webhooks'],
    webhookUrl: 'http://127.0.0.1:9/hook',
  })
  await connectNew('demo-unauthenticated', body)
  await sandbox.settled()
  expect(fetched).not.toHaveBeenCalled()
  fetched.mockRestore()
})

const coop = async (faults: SandboxFault[]) => {
  const { openSession, beginOAuth, call } = startWorld({ faults })
  const { token } = await openSession({ tags: {} })
  const state = await beginOAuth(token, 'github')
  const page = await call('GET', `/imitated-provider/github?state=${state}`)
  return page.headers.get('cross-origin-opener-policy')
}

test('isolated-provider cuts the pop-up off from the page that opened it', async () => {
  expect(await coop(['isolated-provider'])).toBe('same-origin')
  expect(await coop([])).toBeNull()
})

const readPage = async (faults: SandboxFault[]) =>
  (await startWorld({ faults }).call('GET', '/connect-ui/')).text()

test.each(['popup-blocked', 'storage-blocked'] as const)('%s is told to the page', async (fault) => {
  expect(await readPage([fault, 'slow'])).toContain(`data-faults="${fault}"`)
  expect(await readPage(['slow'])).not.toContain('data-faults')
})

test('every word is tested here', () => {
  expect(SandboxFault.options).toHaveLength(10)
})
