import { beforeEach, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { integrationHosts } from '@/lib/db/schema-tools'
import { codeOf, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { changeHostList, readHostLists } from './change-hosts'
import { readConfigFields } from './read-fields'
import { HostListInput } from './schema/hosts'

const definition = {
  auth_mode: 'API_KEY',
  proxy: { base_url: 'https://${connectionConfig.part}.shop.example' },
  connection_config: {
    part: { title: 'Shop', suffix: '.shop.example', order: 2 },
    kind: { title: 'Kind', order: 1 },
    own: { automated: true },
  },
}
const more = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`shop-${n + 10}`, definition]))

let admin: StaffCtx
let agent: StaffCtx

const { desk } = useTestDesk({}, { moreProviders: more })
beforeEach(async () => {
  desk.reset()
  admin = await desk.ctxFor('admin')
  agent = await desk.ctxFor('agent')
  await admin.db.delete(integrationHosts)
})

const change = (integration: string, entry: string) =>
  changeHostList(admin, HostListInput.parse({ integration, entry, isListed: true }))
const providerCalls = () => desk.faults.calls().filter(({ path }) => path.startsWith('/providers/')).length

it('lists integrations with a host-forming value, 20 providers a look, and goes on with the next', async () => {
  const first = valueOf(await readHostLists(admin))
  expect(providerCalls()).toBe(20)
  expect(first.unread).toBe(20)
  const second = valueOf(await readHostLists(admin))
  expect(second.unread).toBe(0)
  expect(second.lists).toHaveLength(32)
  expect(second.lists.find(({ key }) => key === 'shop-10')).toEqual({
    key: 'shop-10',
    label: 'shop-10',
    entries: [],
    fields: ['Shop ([…].shop.example)'],
  })
  valueOf(await readHostLists(admin))
  expect(providerCalls()).toBe(40)
})

it('lists what has entries even when Nango says nothing; to admins alone', async () => {
  valueOf(await change('gone', 'a.example.com'))
  desk.faults.setFault({ method: 'GET', path: '/integrations' }, { kind: 'status', status: 500 })
  expect(valueOf(await readHostLists(admin)).lists).toEqual([
    { key: 'gone', label: 'gone', entries: ['a.example.com'], fields: [] },
  ])
  expect(codeOf(await readHostLists(agent))).toBe('not_allowed')
})

it('tells the form what the provider asks for, in its order, and what may be chosen', async () => {
  expect(valueOf(await readConfigFields(agent, 'shop-10'))).toMatchObject({
    hasList: false,
    isAdmin: false,
    fields: [
      { name: 'kind', label: 'Kind', reachesHost: false },
      { name: 'part', suffix: '.shop.example', reachesHost: true, allowed: [], isOpen: true },
    ],
  })
  valueOf(await change('shop-10', 'acme.shop.example'))
  const listed = valueOf(await readConfigFields(agent, 'shop-10'))
  expect(listed.fields[1]).toMatchObject({ allowed: ['acme'], isOpen: false })
  expect(codeOf(await readConfigFields(agent, 'no-such'))).toBe('not_found')
  expect(codeOf(await readConfigFields(await desk.ctxFor('viewer'), 'shop-10'))).toBe('not_allowed')
})

it('tells why when Nango does not describe the provider', async () => {
  desk.faults.setFault({ method: 'GET', path: '/providers/shop-11' }, { kind: 'status', status: 500 })
  expect(codeOf(await readConfigFields(agent, 'shop-11'))).toBe('nango_failed')
})

it('a list takes no hosts below a name where anybody can have one', async () => {
  const open =
    '.co.uk .me.uk .kobe.jp .github.io .herokuapp.com .azurewebsites.net .blob.core.windows.net .amazonaws.com .nip.io'
  for (const entry of open.split(' '))
    expect(await change('shop-10', entry), entry).toMatchObject({
      failure: { fieldErrors: { entry: expect.stringContaining('Anybody') } },
    })
  const own = '.my_own.example.com .acme.github.io .city.kobe.jp .myshopify.com .acme.internal acme.github.io'
  for (const entry of own.split(' ')) valueOf(await change('shop-10', entry))
})
