import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { StaffCtx } from '@/lib/ctx'
import { integrationHosts } from '@/lib/db/schema-tools'
import { createLink } from '@/lib/links/create'
import { CreateLinkInput } from '@/lib/links/schema/create'
import { advancedInput, readLinkForm, toCreateLinkInput } from '@/lib/links/schema/form'
import { countOf } from '@/lib/testing/evidence'
import { evilHosts } from '@/lib/testing/evil-hosts'
import { valueOf } from '@/lib/testing/test-desk'
import { aBody, openTestTool, type TestTool } from '@/lib/testing/test-tool'

import { changeHostList } from './change-hosts'
import { pinHosts } from './pin-hosts'
import { hostEntryFault, HostListInput, readHostTemplates } from './schema/hosts'

const Definition = z.looseObject({
  connection_config: z.record(
    z.string(),
    z.looseObject({
      example: z.unknown().optional(),
      enum: z.array(z.string()).optional(),
      automated: z.boolean().optional(),
    }),
  ),
})

const definitions = z
  .record(z.string(), Definition)
  .parse(JSON.parse(readFileSync('lib/sandbox/data/host-providers.json', 'utf8')))

/** Every provider with EVIDENCE=1; else some, spread over all. */
const providers = Object.entries(definitions)
const every = Math.floor(providers.length / countOf(10, providers.length))
const chosen = providers.filter((_, index) => index % every === 0)

/**
 * What these show says what to write, is the machine's own address, has no dot, or does not fit their own pattern or
 * address; the first shows one part of its address only.
 */
const withoutGoodValue = [
  'aws-sigv4',
  'azure-devops',
  'blackbaud-basic',
  'dynatrace',
  'gerrit',
  'greenhouse-assessment',
  'snipe-it',
  'twenty-crm-self-hosted',
  'veeva-vault-oauth',
]

let tool: TestTool
let agent: StaffCtx
let admin: StaffCtx

beforeAll(async () => {
  tool = await openTestTool({ moreProviders: Object.fromEntries(chosen) })
  agent = await tool.desk.ctxFor('agent')
  admin = await tool.desk.ctxFor('admin')
})
beforeEach(() => tool.reset())
afterAll(() => tool.close())

type Values = Record<string, string>

const postForm = (ctx: StaffCtx, key: string, values: Values) => {
  const form = new FormData()
  form.set('customerId', 'user_42')
  form.set('integrations', key)
  for (const [name, value] of Object.entries(values)) {
    form.append(advancedInput.pairKey('config', key), name)
    form.append(advancedInput.pairValue('config', key), value)
  }
  const input = CreateLinkInput.safeParse(toCreateLinkInput(randomUUID(), readLinkForm(form)))
  return input.success ? createLink(ctx, input.data) : null
}

const postBody = (key: string, connection_config: Values) =>
  tool.post({
    ...aBody,
    allowedIntegrations: [key],
    integrationsConfigDefaults: { [key]: { connection_config } },
  })

/** As an admin does it; what is no entry is left out. */
const list = async (integration: string, entries: string[]) => {
  for (const entry of new Set(entries)) {
    const input = HostListInput.safeParse({ integration, entry, isListed: true })
    if (input.success) valueOf(await changeHostList(admin, input.data))
  }
}

/** What the provider shows for each field that reaches a host and that somebody fills in. */
const shownValues = (definition: z.infer<typeof Definition>): Values =>
  Object.fromEntries(
    [...readHostTemplates(definition).keys()].flatMap((name) => {
      const { example, enum: options, automated } = definition.connection_config[name] ?? {}
      const shown = options?.[0] ?? example
      return typeof shown === 'string' && !automated ? [[name, shown] as const] : []
    }),
  )

/** A value for every name that reaches a host. */
const allValues = (definition: z.infer<typeof Definition>): Values => ({
  ...Object.fromEntries([...readHostTemplates(definition).keys()].map((name) => [name, 'part.example.com'])),
  ...shownValues(definition),
})

const hostsOf = (definition: z.infer<typeof Definition>, values: Values) => {
  const asIs = Object.values(values).filter((one) => /[/:]/.test(one) && hostEntryFault(one) === null)
  const pinning = pinHosts(readHostTemplates(definition), new Map(Object.entries(values)), asIs)
  return pinning.ok ? [...asIs, ...pinning.pinned.flatMap(({ hosts }) => hosts)] : []
}

describe(`of ${chosen.length} providers with a value that reaches a host`, () => {
  it('none makes a link with an evil value: form, API, or admin without confirmation', async () => {
    let tried = 0
    for (const [key, definition] of chosen) {
      const good = allValues(definition)
      await list(key, ['good.example.com', '.my.example.com', ...hostsOf(definition, good)])
      for (const name of Object.keys(good))
        for (const value of evilHosts) {
          tried += 1
          const values = { ...good, [name]: value }
          expect((await postForm(agent, key, values))?.ok ?? false, `form ${key}.${name} ${value}`).toBe(
            false,
          )
          expect((await postBody(key, values)).status, `API ${key}.${name} ${value}`).toBe(400)
        }
      await admin.db.delete(integrationHosts)
      for (const name of Object.keys(good))
        for (const value of evilHosts)
          expect((await postForm(admin, key, { ...good, [name]: value }))?.ok ?? false).toBe(false)
    }
    expect(tried).toBeGreaterThanOrEqual(chosen.length * evilHosts.length)
    expect(await tool.countLinks()).toBe(0)
  }, 1_800_000)

  it('each takes the value that the provider shows, when its host is listed, and not before', async () => {
    const refused: string[] = []
    let made = 0
    for (const [key, definition] of chosen) {
      const good = shownValues(definition)
      if (Object.keys(good).length === 0) continue
      expect((await postForm(agent, key, good))?.ok ?? false, key).toBe(false)
      const hosts = hostsOf(definition, good)
      await list(key, hosts)
      const result = await postForm(agent, key, good)
      if (!result?.ok) {
        refused.push(key)
        continue
      }
      made += 1
      expect(hosts).toEqual(expect.arrayContaining(valueOf(result).link.hosts))
      expect((await postBody(key, good)).status, key).toBe(200)
      made += 1
    }
    expect(await tool.countLinks()).toBe(made)
    expect(refused).toEqual(chosen.map(([key]) => key).filter((key) => withoutGoodValue.includes(key)))
  }, 600_000)
})
