import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { z } from 'zod'

import { links } from '@/lib/db/schema'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { catchUp } from './catch-up'
import { createLink } from './create'
import { retireLeftovers } from './finish'
import { renewLink } from './renew'
import { openLink } from './reveal'
import { revokeLink } from './revoke'

const { desk, agent } = useTestDesk({ agent: 'agent' })

const make = async () => {
  const made = await createLink(agent, linkInput({ integrations: ['private-api-bearer'] }))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}

const Rows = z.array(z.object({ text: z.string() }))
/** `execute` answers with the rows themselves or with an object around them, as the driver likes. */
const rowsOf = (answer: unknown) =>
  Rows.parse(z.object({ rows: z.unknown() }).safeParse(answer).data?.rows ?? answer)

/** Every row of every table as text. */
const dump = async (): Promise<string> => {
  const tables = rowsOf(
    await agent.db.execute(sql`select table_name as text from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`),
  )
  const texts: string[] = []
  for (const { text } of tables) {
    const rows = await agent.db.execute(
      sql`select row_to_json(t)::text as text from ${sql.identifier(text)} t`,
    )
    texts.push(...rowsOf(rows).map((row) => row.text))
  }
  return texts.join('\n')
}

const sealedTokens = async () =>
  (await agent.db.select().from(links)).flatMap(({ sealedToken }) => sealedToken ?? [])

it('is in the database only sealed, and in no form once its link has ended', async () => {
  const [connected, revoked, renewed] = [await make(), await make(), await make()]
  const unretired = await make()
  const tokens = [connected, revoked, renewed, unretired].map(
    ({ url }) => new URL(url ?? '').searchParams.get('session_token')?.split('_').at(-1) ?? '',
  )
  const sealed = await sealedTokens()
  expect(sealed).toHaveLength(4)
  const whileLive = await dump()
  expect(tokens.filter((token) => whileLive.includes(token))).toEqual([])
  expect(sealed.filter((one) => !whileLive.includes(one))).toEqual([])

  await connectByApiKey(connected.url)
  await catchUp(desk.deskCtx())
  await revokeLink(agent, revoked.link.id)
  const twin = await renewLink(agent, renewed.link.id, crypto.randomUUID())
  await connectByApiKey(unretired.url)
  desk.faults.setFault({ method: 'DELETE', path: '/connect/session' }, { kind: 'refuse' })
  await desk.letAskAgain()
  await catchUp(desk.deskCtx())
  desk.advance(50_000)
  await retireLeftovers(desk.deskCtx())
  desk.faults.reset()
  if (twin.ok) await revokeLink(agent, twin.value.link.id)

  const atTheEnd = await dump()
  expect([...tokens, ...sealed].filter((one) => atTheEnd.includes(one))).toEqual([])
  expect(await sealedTokens()).toEqual([])
})

it('can be opened and ended after its key was rotated', async () => {
  const { link, url } = await make()
  const newKey = `k2:${Buffer.alloc(32, 9).toString('base64')}`
  const oldKey = `k1:${Buffer.alloc(32, 7).toString('base64')}`
  useTestSettings({ DESK_ENCRYPTION_KEYS: `${newKey},${oldKey}` })
  expect(await openLink(agent, link.id)).toMatchObject({ value: { url } })
  const younger = await make()
  expect((await sealedTokens()).map((one) => one.split('.')[0])).toEqual(expect.arrayContaining(['k1', 'k2']))
  expect(await revokeLink(agent, link.id)).toMatchObject({ value: { state: 'revoked' } })
  expect(await revokeLink(agent, younger.link.id)).toMatchObject({ value: { state: 'revoked' } })
})

it('that cannot be opened any more does not keep its link from being retired', async () => {
  const { link, url } = await make()
  useTestSettings({ DESK_ENCRYPTION_KEYS: `k3:${Buffer.alloc(32, 3).toString('base64')}` })
  await connectByApiKey(url)
  await desk.letAskAgain()
  await catchUp(desk.deskCtx())
  const [stored] = (await agent.db.select().from(links)).filter(({ id }) => id === link.id)
  expect(stored).toMatchObject({ state: 'connected', sealedToken: null })
})
