import { beforeEach, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { listIntegrations } from '@/lib/integrations/list'
import type { FaultMatch } from '@/lib/testing/fault-server'
import { valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { readKeyLimits, readMetadataOutcomes } from './read-key-limits'

let agent: StaffCtx

const { desk } = useTestDesk({})
beforeEach(async () => {
  agent = await desk.ctxFor('agent')
})

const update: FaultMatch = { method: 'PATCH', path: /probe/ }
const remove: FaultMatch = { method: 'DELETE', path: /probe/ }
const refuse = (match: FaultMatch, scope: string) =>
  desk.faults.setFault(match, {
    kind: 'status',
    status: 403,
    json: { error: { code: 'forbidden', message: `Insufficient scope. Required: ${scope}` } },
  })
const outcomes = async () => readMetadataOutcomes(agent, valueOf(await listIntegrations(agent)).integrations)

it('promises everything with a key that may do everything, and asks nobody again for ten minutes', async () => {
  expect(await readKeyLimits(agent)).toEqual({ lacksUpdate: false, lacksDelete: false })
  expect(await outcomes()).toBeNull()
  const before = desk.faults.calls().length
  for (let page = 0; page < 5; page += 1) await readKeyLimits(agent)
  expect(desk.faults.calls()).toHaveLength(before)
})

it('knows what the key lacks, and what a reconnect then does to metadata by each auth mode', async () => {
  refuse(update, 'environment:connections:update')
  expect(await readKeyLimits(agent)).toEqual({ lacksUpdate: true, lacksDelete: false })
  expect(await outcomes()).toMatchObject({
    github: 'kept',
    trello: 'kept',
    'auth0-cc': 'kept',
    'demo-unauthenticated': 'kept',
    'private-api-bearer': 'lost',
    'private-api-basic': 'lost',
  })
  const before = desk.faults.calls().length
  await outcomes()
  expect(desk.faults.calls()).toHaveLength(before)
})

it('promises nothing of what is not known, and takes nothing away for it', async () => {
  refuse(update, 'environment:connections:update')
  refuse(remove, 'environment:connections:delete')
  desk.faults.setFault({ method: 'GET', path: '/providers' }, { kind: 'status', status: 500 })
  expect(await readKeyLimits(agent)).toEqual({ lacksUpdate: true, lacksDelete: true })
  expect(new Set(Object.values((await outcomes()) ?? {}))).toEqual(new Set(['unknown']))
  agent = await desk.ctxFor('agent')
  desk.faults.reset()
  desk.faults.setFault({ method: 'GET', path: '/integrations' }, { kind: 'refuse' })
  expect(await readKeyLimits(agent)).toEqual({ lacksUpdate: false, lacksDelete: false })
})
