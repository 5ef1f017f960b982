import { randomUUID } from 'node:crypto'

import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'

import { foldMark, lowerText } from '@/lib/core/search/search-text'
import type { Customer } from '@/lib/customers/schema'
import { suggestCustomers } from '@/lib/customers/suggest'
import { isUnfolded, linkIntegrations, links } from '@/lib/db/schema'
import { noLinksFilter } from '@/lib/testing/no-filter'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'
import { foldSearchTexts } from './finish'
import { pageLinks } from './list'

const { agent } = useTestDesk({ agent: 'agent' })

const noBody = { email: null, displayName: null, organizationId: null, organizationName: null }

const make = async (customer: Partial<Customer>) => {
  const whole = { ...noBody, id: `someone_${randomUUID()}`, ...customer }
  return valueOf(await createLink(agent, linkInput({ customer: whole, integrations: ['github'] }))).link.id
}
/** As a process of the release before writes it. */
const makeOld = async (displayName: string) => {
  const id = await make({ id: 'old', displayName })
  await agent.db
    .update(links)
    .set({ searchText: lowerText(`${id} old ${displayName}`) })
    .where(eq(links.id, id))
  return id
}
const find = async (search: string) =>
  (await pageLinks(agent, { ...noLinksFilter, search }, null)).links.map(({ id }) => id)
const suggest = async (typed: string) =>
  valueOf(await suggestCustomers(agent, typed)).map(({ displayName, id }) => displayName ?? id)
const textOf = async (id: string) =>
  (await agent.db.select({ text: links.searchText }).from(links).where(eq(links.id, id)))[0]?.text ?? ''
const countUnfolded = async () =>
  (await agent.db.select({ id: links.id }).from(links).where(isUnfolded)).length

beforeEach(async () => {
  await agent.db.delete(linkIntegrations)
  await agent.db.delete(links)
})

describe('a link is found as people type', () => {
  it.each([
    ['Zoë Müller', ['zoe', 'MULLER', 'Mu\u0308ller', 'mueller', 'üller', 'ｚｏｅ', 'zoe\u200b mül']],
    ['Mu\u0308ller', ['müller', 'muller']],
    ['Søren Straße', ['soren', 'soeren', 'STRASSE', 'straße']],
    ['Łukasz Żółć', ['lukasz', 'ZOLC', 'łukasz zo']],
    ['İsmail Kılıç', ['ismail', 'İSMAİL', 'kilic', 'KILIÇ']],
    ['Οδυσσεύς', ['οδυσσευς', 'ΟΔΥΣΣΕΎΣ', 'δυσσ']],
    ['Алёна Королёва', ['алена', 'АЛЁНА КОРОЛ', 'ролева']],
    ['שָׁלוֹם כהן', ['שלום', 'כהנ']],
    ['مُحَمَّد أحمد', ['محمد', 'احمد', 'مـحـمـد']],
    ['ｶﾞｷﾞｸﾞ', ['ガギグ', 'がぎぐ', 'ギ']],
    ['王偉', ['王偉', '偉', '王']],
    ['김철수', ['김철수', '철수', '김철수'.normalize('NFD'), '김']],
    ['हिन्दी नाम', ['हिन्दी']],
    ['O’Brien & Söhne – Nord', ["o'brien", 'sohne - nord', 'O‘BRIEN']],
    ['𝒵oe 🎉 Pets', ['zoe', 'zoe 🎉']],
    ['100% Äpfel_', ['100% apf', 'apfel_']],
  ])('%s', async (displayName, searches) => {
    const id = await make({ displayName })
    await make({ displayName: 'Somebody Else 其他 Другой' })
    for (const search of searches) expect([search, await find(search)]).toEqual([search, [id]])
  })
  it('and so is a customer in the form', async () => {
    await make({ displayName: 'Zoë Müller' })
    await make({ displayName: '王偉' })
    expect(await suggest('MUELLER')).toEqual(['Zoë Müller'])
    expect(await suggest('zoe mu')).toEqual(['Zoë Müller'])
    expect(await suggest('王偉')).toEqual(['王偉'])
  })
  it('by no sketch of another name, and by nothing of how the text is kept', async () => {
    await make({ displayName: 'Иванов' })
    const text = await textOf((await agent.db.select({ id: links.id }).from(links))[0]?.id ?? '')
    const sketch = /(?<= )[A-Z]+$/.exec(text)?.[0] ?? ''
    expect(sketch).toHaveLength(6)
    for (const word of [sketch, sketch.toLowerCase()]) expect(await find(word)).toEqual([])
    expect(await find('иваноа')).toEqual([])
  })
})

describe('a row of before', () => {
  it('is found as before until it is folded, and in all ways then', async () => {
    const id = await makeOld('Zoë Müller')
    expect(await find('zoë')).toEqual([id])
    expect(await find('MÜLLER zoë')).toEqual([id])
    expect(await suggest('müller')).toEqual(['Zoë Müller'])
    await foldSearchTexts(agent)
    for (const search of ['zoë', 'zoe', 'mueller', 'muller zoe']) expect(await find(search)).toEqual([id])
  })
  it('is folded also when a process of the release before wrote it meanwhile', async () => {
    await makeOld('Zoë')
    await foldSearchTexts(agent)
    expect(await countUnfolded()).toBe(0)
    const id = await makeOld('Chloë')
    await foldSearchTexts(agent)
    expect([await find('chloe'), await countUnfolded()]).toEqual([[id], 0])
  })
  it('holds, folded, what such a process looks for', async () => {
    const id = await makeOld('Zoë Straße')
    const before = await textOf(id)
    await foldSearchTexts(agent)
    expect((await textOf(id)).startsWith(`${before} ${foldMark} `)).toBe(true)
    expect(await textOf(await make({ displayName: 'Zoë' }))).toContain(' zoë ')
  })
  it('is never written when it is plain ASCII, and once when it is not', async () => {
    const plain = await makeOld('Zoe')
    const accented = await makeOld('Zoë')
    const version = async () =>
      (
        await agent.db
          .select({ id: links.id, xmin: sql<string>`xmin::text` })
          .from(links)
          .orderBy(links.id)
      ).map(({ id, xmin }) => `${id} ${xmin}`)
    const before = await version()
    await foldSearchTexts(agent)
    const after = await version()
    expect(after.find((one) => one.startsWith(plain))).toBe(before.find((one) => one.startsWith(plain)))
    expect(after.find((one) => one.startsWith(accented))).not.toBe(
      before.find((one) => one.startsWith(accented)),
    )
    await foldSearchTexts(agent)
    expect(await version()).toEqual(after)
  })
  it('of many is folded in batches, the newest first', async () => {
    await makeOld('Zoë')
    await agent.db.execute(sql`
      insert into links (id, maker_id, intent_key, input_hash, state, customer_id, customer_name, own_tags,
        config_defaults, created_at, search_text)
      select id, 'stf_1', id, 'x', 'expired', 'c', 'Zoë', '[]', '{}', now(), lower(id) || ' c zoë'
      from (select 'lnk_0Z' || lpad(n::text, 24, '0') id from generate_series(1, 2150) n) numbered`)
    const all = await countUnfolded()
    await foldSearchTexts(agent)
    expect(all - (await countUnfolded())).toBe(2000)
    expect(await textOf(`lnk_0Z${'1'.padStart(24, '0')}`)).not.toContain(foldMark)
    await foldSearchTexts(agent)
    expect(await countUnfolded()).toBe(0)
  })
})
