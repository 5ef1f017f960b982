import { expect, test } from 'vitest'

import { serveSandbox } from './serve-sandbox'
import { recordedApiKey, recordedSigningKey } from './testing/sandbox-world'

const keys = { apiKey: recordedApiKey, webhookSigningKey: recordedSigningKey }

test('a taken port is reported, and the port is free after close', async () => {
  const first = await serveSandbox({ ...keys, host: '127.0.0.1', port: 0 })
  const port = Number(new URL(first.origin).port)
  await expect(serveSandbox({ ...keys, host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  await first.close()
  const second = await serveSandbox({ ...keys, host: '127.0.0.1', port })
  expect((await fetch(`${second.origin}/health`)).status).toBe(200)
  await second.close()
})

test('bound to every address, links name a reachable host', async () => {
  const served = await serveSandbox({ ...keys, host: '0.0.0.0', port: 0 })
  expect(served.publicOrigin).toBe(served.origin)
  expect(served.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  await served.close()
  const onLan = await serveSandbox({ ...keys, host: '0.0.0.0', port: 0, publicHost: 'desk.example.test' })
  expect(onLan.publicOrigin).toMatch(/^http:\/\/desk\.example\.test:\d+$/)
  await onLan.close()
})

test('an API key that is no UUID is refused at once', async () => {
  await expect(serveSandbox({ ...keys, apiKey: 'secret', host: '127.0.0.1', port: 0 })).rejects.toThrow(
    'UUID v4',
  )
})
