import { afterAll, beforeAll, expect, it } from 'vitest'

import { startReceiver } from '@/lib/sandbox/testing/start-receiver'
import { type FaultServer, startFaultServer } from '@/lib/testing/fault-server'
import { webhookSecret } from '@/lib/testing/test-settings'

import { sendWebhook } from './deliver'

let receiver: Awaited<ReturnType<typeof startReceiver>>
let faults: FaultServer

beforeAll(async () => {
  receiver = await startReceiver()
  faults = await startFaultServer({ target: receiver.url })
})
afterAll(async () => {
  await faults.close()
  await receiver.close()
})

const message = { id: 'msg_1', body: { type: 'link.expired' } }
const send = () => sendWebhook({ url: `${faults.origin}/hook`, secrets: [webhookSecret] }, message, 300)
const hook = { method: 'POST', path: '/hook' }

it('does not wait for a receiver that hangs, nor for the end of its answer', async () => {
  faults.setFault(hook, { kind: 'silent' })
  expect(await send()).toEqual({ status: null, fault: 'timeout' })
  faults.setFault(hook, { kind: 'drip', everyMs: 50 })
  expect(await send()).toEqual({ status: 200, fault: null })
})

it('tells a receiver that is not there from one that says no', async () => {
  faults.setFault(hook, { kind: 'refuse' })
  expect(await send()).toEqual({ status: null, fault: 'unreachable' })
  faults.setFault(hook, { kind: 'status', status: 401 })
  expect(await send()).toEqual({ status: 401, fault: null })
})
