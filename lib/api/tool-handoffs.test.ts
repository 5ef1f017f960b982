import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { POST as reconnectLink } from '@/app/api/reconnectLink/route'
import { dayMs } from '@/lib/core/time'
import { answerExport, type ExportFormat } from '@/lib/guards/export-answer'
import { exportLinks, linkExportColumns } from '@/lib/links/list'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { connectCustomer, exampleOf, integration } from '@/lib/testing/connect-customer'
import { formOf, openBrowser, rightAnswer } from '@/lib/testing/customer-browser'
import { noLinksFilter } from '@/lib/testing/no-filter'
import { valueOf } from '@/lib/testing/test-desk'
import { customerSettings } from '@/lib/testing/test-settings'
import { madeBy, openTestTool, problemOf, type TestTool } from '@/lib/testing/test-tool'

let tool: TestTool

beforeAll(async () => {
  tool = await openTestTool({ exampleConnections: 40 })
})
beforeEach(() => tool.reset(customerSettings))
afterAll(() => tool.close())

const body = { endUserId: 'user_42', endUserEmail: rightAnswer, allowedIntegrations: [integration] }
const to = reconnectLink

const Read = z.looseObject({ id: z.string(), worksFor: z.string(), check: z.string() })
const read = async (id: string) => Read.parse(await (await tool.read(id)).json())
const codeOf = (url: string) => url.split('/').at(-1) ?? ''

/** A connect session of a link that this tool made, and the browser that it was opened in. */
const openSession = async (url: string) => {
  const browser = openBrowser(tool.desk, codeOf(url))
  await browser.enter()
  return { browser, token: valueOf(await browser.session()).token }
}

const newestConnection = async () => {
  const { connections } = await tool.admin.nango.sdk.listConnections({ limit: 1 })
  return connections[0]?.connection_id ?? ''
}

const fileOf = async (format: ExportFormat) => {
  const rows = valueOf(await exportLinks(tool.admin, noLinksFilter))
  return answerExport({ name: 'links', format, columns: linkExportColumns, rows }).arrayBuffer()
}

describe('a hand-off link of a tool', () => {
  it('works for days, and its answers say how its customer is known', async () => {
    const made = await madeBy(tool.post({ ...body, worksFor: '3d' }))
    expect(made.connectLink).toMatch(/^https:\/\/connect\.example\.com\/c\/[0-9a-hjkmnp-tv-z]{26}$/)
    expect(Math.abs(Date.parse(made.expiresAt) - Date.now() - 3 * dayMs)).toBeLessThan(60_000)
    expect(made.words).toBeUndefined()
    expect(await read(made.id)).toMatchObject({
      worksFor: '3d',
      check: 'email',
      status: 'active',
      integrations: [{ key: integration, connectedAt: null, confirmed: false }],
    })
    const plain = await madeBy(tool.post(body))
    expect(await read(plain.id)).toMatchObject({
      worksFor: '30m',
      check: 'none',
      integrations: [{ confirmed: null }],
    })
    const page = z.object({ links: z.array(Read) }).parse(await (await tool.list('limit=2')).json())
    expect(page.links.map(({ id, worksFor, check }) => [id, worksFor, check])).toEqual([
      [plain.id, '30m', 'none'],
      [made.id, '3d', 'email'],
    ])
  })

  it('asks for nothing where no address is known and nobody chose another check', async () => {
    const { endUserId, allowedIntegrations } = body
    const made = await madeBy(tool.post({ endUserId, allowedIntegrations, worksFor: '1d' }))
    expect(await read(made.id)).toMatchObject({ worksFor: '1d', check: 'none' })
  })

  it('tells its two words to whoever makes it, as often as they ask, and nobody else', async () => {
    const sent = { headers: { 'Idempotency-Key': 'ticket-4711' } }
    const made = await madeBy(tool.post({ ...body, worksFor: '7d', check: 'words' }, sent))
    expect(made.words).toMatch(/^[a-z]+ [a-z]+$/)
    expect(await madeBy(tool.post({ ...body, worksFor: '7d', check: 'words' }, sent))).toEqual(made)
    const browser = openBrowser(tool.desk, codeOf(made.connectLink))
    await browser.press()
    expect(await browser.answer(made.words ?? '')).toBe('passed')
    const answers = [
      await tool.read(made.id),
      await tool.list('limit=1'),
      await tool.end(made.id),
      new Response(await fileOf('csv')),
    ]
    for (const answer of answers) {
      const text = await answer.text()
      expect(text).toContain(made.id)
      expect(text).not.toContain(made.words)
      expect(text).not.toContain(codeOf(made.connectLink))
    }
  })

  it('says whether its customer made the connection', async () => {
    const own = await madeBy(tool.post({ ...body, worksFor: '3d' }))
    const { browser, token } = await openSession(own.connectLink)
    await connectByApiKey(formOf(tool.desk, token))
    const connectionId = await newestConnection()
    await browser.say({ type: 'connect', integrationKey: integration, connectionId })
    expect(await read(own.id)).toMatchObject({
      status: 'connected',
      integrations: [{ connectionId, confirmed: true }],
    })
    const lifted = await madeBy(tool.post({ ...body, worksFor: '3d' }))
    await connectByApiKey(formOf(tool.desk, (await openSession(lifted.connectLink)).token))
    await tool.desk.letAskAgain()
    expect(await read(lifted.id)).toMatchObject({ status: 'connected', integrations: [{ confirmed: false }] })
  })

  it.each([
    ['another life', { worksFor: '2d' }, { errors: { worksFor: expect.any(String) } }],
    ['another check', { worksFor: '1d', check: 'sms' }, { errors: { check: expect.any(String) } }],
    [
      'a check by an address that is not known',
      { worksFor: '1d', check: 'email', endUserEmail: null },
      { errors: { endUserEmail: expect.any(String) } },
    ],
  ])('is refused with %s', async (_, changes, problem) => {
    expect(await problemOf(tool.post({ ...body, ...changes }))).toMatchObject({
      status: 400,
      code: 'invalid_input',
      ...problem,
    })
  })

  it('is refused where customers have no address', async () => {
    await tool.reset()
    const problem = await problemOf(tool.post({ ...body, worksFor: '1d' }))
    expect(problem).toMatchObject({ status: 400, code: 'handoff_off' })
  })

  it('stands in both kinds of file with how long it works', async () => {
    const made = await madeBy(tool.post({ ...body, worksFor: '7d' }))
    const place = Object.keys(linkExportColumns).indexOf('worksFor')
    const [headings = '', newest = ''] = Buffer.from(await fileOf('csv'))
      .toString()
      .split('\r\n')
    expect([headings.split(',')[place], newest.split(',')[0], newest.split(',')[place]]).toEqual([
      'works for',
      made.id,
      '7d',
    ])
    const [sheet] = await readXlsxFile(Buffer.from(await fileOf('xlsx')))
    expect([sheet?.data[0]?.[place], sheet?.data[1]?.[0], sheet?.data[1]?.[place]]).toEqual([
      'works for',
      made.id,
      '7d',
    ])
  })
})

describe('a hand-off link that reconnects', () => {
  it('asks by default for the address that the connection has, or for what the tool says', async () => {
    const { id: connectionId } = await connectCustomer(tool.desk, tool.admin)
    const input = { connectionId, integrationId: integration, worksFor: '7d' }
    const made = await madeBy(tool.post(input, { to }))
    expect(made.connectLink).toMatch(/\/c\//)
    expect(await read(made.id)).toMatchObject({ worksFor: '7d', check: 'email', reconnects: connectionId })
    const spoken = await madeBy(tool.post({ ...input, check: 'words' }, { to }))
    expect(spoken.words).toMatch(/^[a-z]+ [a-z]+$/)
    const plain = await madeBy(tool.post({ connectionId, integrationId: integration }, { to }))
    expect(await read(plain.id)).toMatchObject({ worksFor: '30m', check: 'none' })
  })

  it('is made once for one key, and is another link with another life or check', async () => {
    const { id: connectionId } = await connectCustomer(tool.desk, tool.admin)
    const input = { connectionId, integrationId: integration, worksFor: '1d' }
    const sent = { to, headers: { 'Idempotency-Key': 'ticket-4712' } }
    const made = await madeBy(tool.post(input, sent))
    expect(await madeBy(tool.post(input, sent))).toEqual(made)
    for (const changes of [{ worksFor: '3d' }, { check: 'none' }])
      expect(await problemOf(tool.post({ ...input, ...changes }, sent))).toMatchObject({
        code: 'intent_reused',
      })
  })

  it('cannot ask for an address that nobody knows', async () => {
    const connectionId = await exampleOf(tool.admin, integration, 'newest')
    await tool.admin.nango.sdk.patchConnection(
      { connectionId, provider_config_key: integration },
      { tags: { end_user_id: 'user_42' } },
    )
    const input = { connectionId, integrationId: integration, worksFor: '1d' }
    expect(await problemOf(tool.post({ ...input, check: 'email' }, { to }))).toMatchObject({
      status: 400,
      code: 'email_unknown',
    })
    const made = await madeBy(tool.post(input, { to }))
    expect(await read(made.id)).toMatchObject({ check: 'none' })
  })
})
