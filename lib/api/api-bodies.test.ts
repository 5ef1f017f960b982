import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { POST as reconnectLink } from '@/app/api/reconnectLink/route'
import { links } from '@/lib/db/schema'
import { aBody, openTestTool, problemOf, type TestTool } from '@/lib/testing/test-tool'

let tool: TestTool

beforeAll(async () => {
  tool = await openTestTool()
})
beforeEach(() => tool.reset())
afterAll(() => tool.close())

describe('a body', () => {
  it.each([
    ['that is no JSON', '{"endUserId":', undefined, 'The body is not JSON.'],
    ['that is no object', '[]', ['body'], undefined],
    ['that is empty', '{}', ['endUserId', 'allowedIntegrations'], undefined],
    ['with a field that is not known', { ...aBody, password: 'hunter2' }, ['password'], undefined],
    [
      'of other types',
      { endUserId: 7, allowedIntegrations: 'github' },
      ['endUserId', 'allowedIntegrations'],
      undefined,
    ],
    ['without an integration', { ...aBody, allowedIntegrations: [] }, ['allowedIntegrations'], undefined],
    [
      'with a bad integration',
      { ...aBody, allowedIntegrations: ['github', '<>'] },
      ['allowedIntegrations.1'],
      undefined,
    ],
    ['with a bad e-mail', { ...aBody, endUserEmail: 'ada' }, ['endUserEmail'], undefined],
    ['with a blank customer', { ...aBody, endUserId: '  ' }, ['endUserId'], undefined],
    [
      'with a character that cannot be kept',
      { ...aBody, tags: { plan: 'a\u0000' } },
      ['tags.plan'],
      undefined,
    ],
    [
      'with half a character',
      `{"endUserId":"\\ud800","allowedIntegrations":["github"]}`,
      ['endUserId'],
      undefined,
    ],
    ['with a tag of ours', { ...aBody, tags: { a: '1', end_user_id: 'x' } }, ['tags.end_user_id'], undefined],
    ['with a tag twice', { ...aBody, tags: { plan: '1', PLAN: '2' } }, ['tags.plan'], undefined],
    ['with a tag that is no text', { ...aBody, tags: { plan: 1 } }, ['tags.plan'], undefined],
    [
      'with too many tags',
      { ...aBody, tags: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`t${i}`, 'x'])) },
      ['tags'],
      undefined,
    ],
    ['in another language', { ...aBody, language: 'tlh' }, ['language'], undefined],
    [
      'with defaults of another integration',
      { ...aBody, integrationsConfigDefaults: { hubspot: {} } },
      ['integrationsConfigDefaults'],
      undefined,
    ],
    [
      'with an empty default',
      { ...aBody, integrationsConfigDefaults: { github: { authorization_params: { a: '' } } } },
      ['integrationsConfigDefaults.github.authorization_params.a'],
      undefined,
    ],
    ['with a field named constructor', { ...aBody, constructor: 'x' }, ['constructor'], undefined],
    [
      'with a field named __proto__',
      '{"endUserId":"x","allowedIntegrations":["github"],"__proto__":{}}',
      ['__proto__'],
      undefined,
    ],
    [
      'with a tag named __proto__',
      '{"endUserId":"x","allowedIntegrations":["github"],"tags":{"__proto__":"x"}}',
      ['tags.__proto__'],
      undefined,
    ],
    [
      'with a tag named constructor',
      { ...aBody, tags: { constructor: 'x' } },
      ['tags.constructor'],
      undefined,
    ],
    [
      'with defaults named __proto__',
      '{"endUserId":"x","allowedIntegrations":["github"],"integrationsConfigDefaults":{"github":{"connection_config":{"__proto__":"x"}},"__proto__":{}}}',
      [
        'integrationsConfigDefaults.__proto__',
        'integrationsConfigDefaults.github.connection_config.__proto__',
      ],
      undefined,
    ],
    ['that nests without end', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, ['body'], undefined],
    [
      'with strange defaults',
      { ...aBody, integrationsConfigDefaults: { github: { token: 'x' } } },
      ['integrationsConfigDefaults.github.token'],
      undefined,
    ],
  ])('%s is a 400 that names the field', async (_, body, fields, detail) => {
    const before = await tool.countLinks()
    const answer = await tool.post(body)
    // As it is on the wire: a schema would leave out a field that is called `__proto__`.
    const { errors }: { errors?: object } = JSON.parse(await answer.clone().text())
    const problem = await problemOf(answer)
    expect(problem).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(errors && Object.keys(errors)).toEqual(fields)
    if (detail) expect(problem.detail).toBe(detail)
    expect(JSON.stringify(problem)).not.toContain('hunter2')
    expect(await tool.countLinks()).toBe(before)
    expect(tool.desk.faults.calls()).toEqual([])
  })

  it('has to be JSON of at most 64 KB', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    expect(await problemOf(tool.post(aBody, { headers: form }))).toMatchObject({
      status: 415,
      code: 'body_not_json',
    })
    const plain = { 'Content-Type': 'text/plain' }
    expect(await problemOf(tool.post(aBody, { headers: plain }))).toMatchObject({ status: 415 })
    expect(
      (await tool.post(aBody, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })).status,
    ).toBe(200)
    const large = { ...aBody, tags: { a: 'x'.repeat(64 * 1024) } }
    expect(await problemOf(tool.post(large))).toMatchObject({ status: 413, code: 'body_too_large' })
  })

  it('keeps a value named constructor like any other', async () => {
    const integrationsConfigDefaults = { github: { authorization_params: { constructor: 'x' } } }
    expect((await tool.post({ ...aBody, integrationsConfigDefaults })).status).toBe(200)
    const [row] = await tool.admin.db.select().from(links).orderBy(desc(links.id)).limit(1)
    expect(row?.configDefaults).toEqual(integrationsConfigDefaults)
  })

  it('and a query has each name once, and only names that are known', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const once = await tool.list(`${name}=1`)
      expect([once.status, await once.text()]).toEqual([
        400,
        expect.stringContaining(`"errors":{"${name}":"This field is not known."}`),
      ])
      const twice = await tool.list(`${name}=1&${name}=2`)
      expect([twice.status, await twice.text()]).toEqual([
        400,
        expect.stringContaining(`"errors":{"${name}":"It is given twice."}`),
      ])
    }
    for (const query of ['customer=%00', 'integration=%00', 'cursor=%00', 'from=%00', 'limit=%00'])
      expect(await problemOf(tool.list(query))).toMatchObject({ status: 400, code: 'invalid_input' })
  })

  it('that Nango refuses comes back with the names of the API, without a secret', async () => {
    const problem = await problemOf(tool.post({ ...aBody, allowedIntegrations: ['no-such-integration'] }))
    expect(problem).toMatchObject({
      status: 400,
      code: 'nango_refused',
      errors: { allowedIntegrations: expect.stringContaining('no-such-integration') },
    })
    expect(problem.detail).not.toMatch(/form|button|press/i)
    expect(JSON.stringify(problem)).not.toMatch(/cdk_|nango_connect_session|4f5c6d1e/)
  })

  it('of a reconnect is checked alike; an unknown connection is a 404', async () => {
    const to = reconnectLink
    const wrong = await problemOf(tool.post({ connectionId: '\ud800', integration: 'github' }, { to }))
    expect(wrong.errors && Object.keys(wrong.errors).toSorted()).toEqual([
      'connectionId',
      'integration',
      'integrationId',
    ])
    const body = { connectionId: 'no-such-connection', integrationId: 'github' }
    expect(await problemOf(tool.post(body, { to }))).toMatchObject({ status: 404, code: 'connection_gone' })
    const dots = await problemOf(tool.post({ ...body, connectionId: '..' }, { to }))
    expect(dots).toMatchObject({ status: 400, code: 'connection_unreadable' })
    expect(dots.detail).toMatch(/Nango itself cannot read a connection with this ID/)
  })
})
