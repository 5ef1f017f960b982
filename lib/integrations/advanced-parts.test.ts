import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { POST as connectLink } from '@/app/api/connectLink/route'
import { createLink } from '@/lib/links/create'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { problemOf, aBody, openTestTool, type TestTool } from '@/lib/testing/test-tool'

import { listIntegrations } from './list'

let tool: TestTool

beforeAll(async () => {
  tool = await openTestTool()
})
afterEach(() => tool.reset())
afterAll(() => tool.close())

/** Somebody in a process of its own, which has heard nothing of Nango yet. */
const agent = () => tool.desk.ctxFor('agent')
const providerCalls = () => tool.desk.faults.calls().filter(({ path }) => path === '/providers')
const config = [{ key: 'subdomain', value: 'acme' }]
const params = [{ key: 'prompt', value: 'consent' }]
const everything = { config, scopes: 'read', params }
const wishFor = (key: string, advanced: typeof everything) =>
  linkInput({ integrations: [key], advanced: { [key]: advanced } })

describe('what can be set beforehand', () => {
  it('is offered by how customers log in, which Nango is asked once for all of them', async () => {
    const ctx = await agent()
    await listIntegrations(ctx)
    const { integrations } = valueOf(await listIntegrations(ctx))
    expect(Object.fromEntries(integrations.map(({ key, takes }) => [key, takes]))).toMatchObject({
      github: ['config', 'scopes', 'params'],
      trello: ['config', 'scopes'],
      'auth0-cc': ['config', 'params'],
      'private-api-basic': ['config'],
      'private-api-bearer': ['config'],
      'demo-unauthenticated': ['config'],
    })
    expect(providerCalls()).toHaveLength(1)
  })

  it('is refused where it does not fit, at its field, and nothing is made', async () => {
    const made = await createLink(await agent(), wishFor('private-api-bearer', everything))
    expect(made).toMatchObject({
      ok: false,
      failure: {
        code: 'invalid_input',
        fieldErrors: {
          'advanced.private-api-bearer.scopes':
            'Private API key takes no OAuth scopes, because of how customers log in to it. Remove them.',
          'advanced.private-api-bearer.params': expect.stringContaining('authorization params'),
        },
      },
    })
    expect(await tool.countLinks()).toBe(0)
    const fitting = wishFor('private-api-bearer', { config, scopes: '', params: [] })
    // Values that a provider does not describe are for admins.
    const admin = await tool.desk.ctxFor('admin')
    expect((await createLink(admin, fitting)).ok).toBe(true)
    expect((await createLink(admin, wishFor('github', everything))).ok).toBe(true)
  })

  it('is refused to tools by the names of the API', async () => {
    const key = 'private-api-bearer'
    const defaults = {
      connection_config: { subdomain: 'acme', oauth_scopes_override: 'read' },
      authorization_params: { prompt: 'consent' },
    }
    const body = { ...aBody, allowedIntegrations: [key], integrationsConfigDefaults: { [key]: defaults } }
    const problem = await problemOf(tool.post(body, { to: connectLink }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(Object.keys(problem.errors ?? {})).toEqual([
      `integrationsConfigDefaults.${key}.connection_config.oauth_scopes_override`,
      `integrationsConfigDefaults.${key}.authorization_params`,
    ])
  })

  it('is all offered and let through while Nango does not say how customers log in; nobody waits twice', async () => {
    tool.desk.faults.setFault({ method: 'GET', path: '/providers' }, { kind: 'status', status: 500 })
    const ctx = await tool.desk.ctxFor('admin')
    const { integrations } = valueOf(await listIntegrations(ctx))
    expect(new Set(integrations.map(({ takes }) => takes.join()))).toEqual(new Set(['config,scopes,params']))
    expect((await createLink(ctx, wishFor('private-api-basic', everything))).ok).toBe(true)
    expect(providerCalls()).toHaveLength(1)
  })

  it('costs links without it no call', async () => {
    expect(codeOf(await createLink(await agent(), linkInput({ integrations: ['no-such'] })))).toBe(
      'nango_refused',
    )
    expect(providerCalls()).toEqual([])
  })
})
