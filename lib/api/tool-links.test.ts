import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { renewLink } from '@/lib/links/renew'
import { valueOf } from '@/lib/testing/test-desk'
import { aBody, madeBy, openTestTool, problemOf, type TestTool } from '@/lib/testing/test-tool'

let tool: TestTool

beforeAll(async () => {
  tool = await openTestTool()
})
beforeEach(() => tool.reset())
afterAll(() => tool.close())

describe('a list', () => {
  it('is filtered and paged', async () => {
    const { key } = await tool.makeKey()
    const ids: string[] = []
    for (const endUserId of ['a', 'b', 'a', 'a'])
      ids.unshift((await madeBy(tool.post({ ...aBody, endUserId }, { key }))).id)
    const Page = z.object({
      links: z.array(z.looseObject({ id: z.string(), renewedAs: z.string().nullable() })),
      nextCursor: z.string().nullable(),
    })
    const page = async (query: string) => Page.parse(await (await tool.list(query, key)).json())
    const idsOf = async (query: string) => (await page(query)).links.map(({ id }) => id)
    expect(await idsOf('')).toEqual(ids)
    const first = await page('limit=2&customer=a')
    expect(first.links.map(({ id }) => id)).toEqual([ids[0], ids[1]])
    const rest = await page(`limit=2&customer=a&cursor=${first.nextCursor ?? ''}`)
    expect([rest.links.map(({ id }) => id), rest.nextCursor]).toEqual([[ids[3]], null])
    await tool.end(ids[2] ?? '', key)
    const twin = valueOf(await renewLink(tool.admin, ids[1] ?? '', randomUUID()))
    const revoked = await page('status=revoked')
    expect(revoked.links.map(({ id, renewedAs }) => [id, renewedAs])).toEqual([
      [ids[1], twin.link.id],
      [ids[2], null],
    ])
    expect(await idsOf('status=active&integration=github')).toEqual([ids[0], ids[3]])
    expect(await idsOf('integration=slack')).toEqual([])
    const later = new Date(Date.now() + 60_000).toISOString()
    expect(await idsOf(`to=${later}`)).toEqual(ids)
    expect(await idsOf(`from=${encodeURIComponent(later)}`)).toEqual([])
    expect(await idsOf('from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z')).toEqual(ids)
    const text = await (await tool.list('', key)).text()
    expect(text).not.toMatch(/session_token|nango_connect_session|connectLink/)
  })

  it('knows one customer by an id, however much stands in and around it that nobody sees', async () => {
    const { key } = await tool.makeKey()
    const typed = ['cust_x\u200B', 'cust\u2060_x', '\u200Ecust_x\u200F', 'cust\u00AD_x', '“cust_x”', 'cust_x']
    for (const endUserId of typed) await madeBy(tool.post({ ...aBody, endUserId }, { key }))
    for (const customer of typed) {
      const { links } = z
        .object({ links: z.array(z.object({ customer: z.object({ id: z.string() }) })) })
        .parse(await (await tool.list(`customer=${encodeURIComponent(customer)}`, key)).json())
      expect(links.map((link) => link.customer.id)).toEqual(typed.map(() => 'cust_x'))
    }
  })
  it.each([
    'status=creating',
    'limit=101',
    'limit=x',
    'from=yesterday',
    'cursor=1',
    'staff=me',
    'limit=1&limit=2',
    '__proto__=1',
  ])('refuses ?%s', async (query) => {
    expect(await problemOf(tool.list(query))).toMatchObject({ status: 400, code: 'invalid_input' })
  })
})
