import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { POST as connectLink } from '@/app/api/connectLink/route'
import { GET as listLinks } from '@/app/api/links/route'
import { endKey } from '@/lib/api-keys/store'
import { processDatabase } from '@/lib/db/open'
import { events, links } from '@/lib/db/schema'
import { apiKeys } from '@/lib/db/schema-tools'
import { useTestSettings } from '@/lib/testing/test-settings'
import { aBody, deskOrigin, madeBy, openTestTool, problemOf, type TestTool } from '@/lib/testing/test-tool'

let tool: TestTool

beforeAll(async () => {
  tool = await openTestTool()
})
beforeEach(() => tool.reset())
afterAll(() => tool.close())

describe('a key', () => {
  it('makes a link for a customer, which is its own in every list and history', async () => {
    const answer = await tool.post({
      ...aBody,
      endUserEmail: 'ada@example.com',
      endUserDisplayName: 'Ada',
      organizationId: 'org_7',
      organizationDisplayName: null,
      tags: { Plan: 'pro' },
      language: 'de',
      allowedIntegrations: ['github', 'hubspot'],
      integrationsConfigDefaults: {
        hubspot: { authorization_params: { prompt: 'consent' } },
        github: { connection_config: { oauth_scopes_override: 'repo' } },
      },
    })
    const { connectLink: url, expiresAt, id } = await madeBy(Promise.resolve(answer))
    expect(answer.status).toBe(200)
    expect(new URL(url).origin).toBe(tool.desk.sandbox.publicOrigin)
    expect(new URL(url).searchParams.get('lang')).toBe('de')
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(29 * 60_000)
    const [row] = await tool.admin.db.select().from(links).where(eq(links.id, id))
    expect(row).toMatchObject({
      makerId: tool.own.id,
      customerEmail: 'ada@example.com',
      organizationName: null,
      ownTags: [{ key: 'plan', value: 'pro' }],
      configDefaults: {
        github: { connection_config: { oauth_scopes_override: 'repo' } },
        hubspot: { authorization_params: { prompt: 'consent' } },
      },
    })
    const [made] = await tool.admin.db.select().from(events).where(eq(events.linkId, id))
    expect(made).toMatchObject({ kind: 'link.created', actorId: tool.own.id })
  })

  it.each([
    ['none', undefined],
    ['another scheme', 'Basic cdk_x'],
    ['nothing after the scheme', 'Bearer '],
    ['a malformed one', 'Bearer cdk_short'],
    ['an unknown one', `Bearer cdk_${'A'.repeat(43)}`],
    ['one with more behind it', `Bearer cdk_${'A'.repeat(43)} x`],
  ])('that is %s is a 401', async (_, authorization) => {
    const before = await tool.countLinks()
    const answer = await connectLink(
      new Request(`${deskOrigin}/api/connectLink`, {
        method: 'POST',
        body: JSON.stringify(aBody),
        headers: { ...(authorization ? { authorization } : {}), 'Content-Type': 'application/json' },
      }),
    )
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(answer.headers.get('ratelimit-limit')).toBe('100000')
    expect(await problemOf(answer)).toMatchObject({ status: 401, code: 'key_invalid' })
    expect(await tool.countLinks()).toBe(before)
  })

  it('that is past its end or revoked is a 401 from the next request on', async () => {
    const expired = await tool.makeKey({ expiresAt: new Date(Date.now() - 1) })
    expect(await problemOf(tool.list('', expired.key))).toMatchObject({ status: 401 })
    const other = await tool.makeKey({ expiresAt: new Date(Date.now() + 60_000) })
    expect((await tool.list('', other.key)).status).toBe(200)
    await endKey(tool.admin.db, { id: other.id, actorId: tool.admin.actor.id, at: new Date() })
    expect(await problemOf(tool.list('', other.key))).toMatchObject({ status: 401 })
  })

  it('notes when it was used, and is stored as a hash only', async () => {
    const { id, key } = await tool.makeKey()
    await tool.list('', key)
    const [row] = await tool.admin.db.select().from(apiKeys).where(eq(apiKeys.id, id))
    expect(Date.now() - (row?.lastUsedAt?.getTime() ?? 0)).toBeLessThan(60_000)
    expect(JSON.stringify(row)).not.toContain(key)
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/)
    const again = new Date(Date.now() - 59_000)
    await tool.admin.db.update(apiKeys).set({ lastUsedAt: again }).where(eq(apiKeys.id, id))
    await tool.list('', key)
    const [later] = await tool.admin.db.select().from(apiKeys).where(eq(apiKeys.id, id))
    expect(later?.lastUsedAt).toEqual(again)
  })

  it('does what its scopes say and no more', async () => {
    const { id } = await madeBy(tool.post(aBody))
    const before = await tool.countLinks()
    for (const scope of ['create', 'read', 'revoke'] as const) {
      const { key } = await tool.makeKey({ scopes: [scope] })
      const answers = {
        create: await tool.post(aBody, { key }),
        read: await tool.list('', key),
        revoke: await tool.end(id, key),
      }
      const allowed = { create: 200, read: 200, revoke: 404 }
      for (const one of ['create', 'read', 'revoke'] as const)
        expect([scope, one, answers[one].status]).toEqual([scope, one, one === scope ? allowed[one] : 403])
    }
    expect(await tool.countLinks()).toBe(before + 1)
    const { key } = await tool.makeKey({ scopes: ['revoke'] })
    expect(await problemOf(tool.read(id, key))).toMatchObject({
      code: 'key_lacks_scope',
      detail: 'The API key lacks the scope read.',
    })
  })

  it('sees and ends only links that it made itself', async () => {
    const { id } = await madeBy(tool.post(aBody))
    const other = await tool.makeKey()
    for (const answer of [
      await problemOf(tool.read(id, other.key)),
      await problemOf(tool.end(id, other.key)),
      await problemOf(tool.read('lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV')),
      await problemOf(tool.read('no-id')),
    ])
      expect(answer).toMatchObject({ status: 404, code: 'not_found' })
    expect(await (await tool.list('', other.key)).json()).toEqual({ links: [], nextCursor: null })
    expect(await (await tool.read(id)).json()).toMatchObject({ id, status: 'active' })
    const ended = await tool.end(id)
    expect([ended.status, await ended.json()]).toMatchObject([200, { id, status: 'revoked' }])
    expect(await (await tool.end(id)).json()).toMatchObject({ id, status: 'revoked' })
  })
})

describe('a rate limit', () => {
  it('counts each key, says what is left, and is a 429 beyond it', async () => {
    useTestSettings({ API_RATE_LIMIT_PER_MINUTE: '3' })
    const answers = []
    for (let call = 0; call < 4; call += 1) answers.push(await tool.list(''))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['2', '1', '0', '0'])
    const [, , , last] = answers
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(Number(last?.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(last?.headers.get('ratelimit-reset')).toBe(last?.headers.get('retry-after'))
    expect(last && (await problemOf(last))).toMatchObject({ code: 'rate_limited' })
    const other = await tool.makeKey()
    expect((await tool.list('', other.key)).status).toBe(200)
  })

  it('counts bad keys by address, and leaves good ones alone', async () => {
    useTestSettings({ ADDRESS_RATE_LIMIT_PER_MINUTE: '2' })
    const statuses = []
    for (let call = 0; call < 3; call += 1) statuses.push((await tool.list('', 'cdk_bad')).status)
    expect(statuses).toEqual([401, 401, 429])
    expect((await tool.list('')).status).toBe(200)
  })
})

it('cookies count for nothing, and a fault of ours tells nothing of itself', async () => {
  const cookie = { headers: { Cookie: 'next-auth.session-token=x', Origin: deskOrigin } }
  expect((await listLinks(new Request(`${deskOrigin}/api/links`, cookie))).status).toBe(401)
  const before = processDatabase.peek()
  const down = Object.assign(new Error('canary: no route to 10.0.0.1'), { code: 'ECONNREFUSED' })
  processDatabase.set(Promise.reject(down))
  const problem = await problemOf(tool.list(''))
  processDatabase.set(before)
  expect(problem).toMatchObject({ status: 503, code: 'database_unavailable' })
  expect(JSON.stringify(problem)).not.toMatch(/canary|10\.0/)
})
