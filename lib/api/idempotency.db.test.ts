import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { traffic } from '@/lib/guards/traffic'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { aBody, madeBy, openTestTool, problemOf, type TestTool } from '@/lib/testing/test-tool'

let tool: TestTool

beforeAll(async () => {
  tool = await openTestTool()
})
beforeEach(() => tool.reset())
afterAll(() => tool.close())

const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } })

describe('Idempotency-Key', () => {
  it('gets the same answer for the same body, in whatever order it is written', async () => {
    const before = await tool.countLinks()
    const tags = { a: '1', b: '2' }
    const first = await tool.post({ ...aBody, tags }, withKey('order-1'))
    const second = await tool.post({ tags: { b: '2', a: '1' }, ...aBody }, withKey('order-1'))
    expect(await second.json()).toEqual(await first.json())
    expect(await tool.countLinks()).toBe(before + 1)
  })

  it('with another body is a 422, for another key of ours a link of its own', async () => {
    const first = await madeBy(tool.post(aBody, withKey('order-2')))
    const other = await problemOf(tool.post({ ...aBody, endUserId: 'user_43' }, withKey('order-2')))
    expect(other).toMatchObject({ status: 422, code: 'intent_reused' })
    const { key } = await tool.makeKey()
    const theirs = await madeBy(tool.post(aBody, { key, ...withKey('order-2') }))
    expect(theirs.id).not.toBe(first.id)
  })

  it('while the first call is under way is a 409 at once', async () => {
    tool.desk.faults.setFault({ method: 'POST', path: '/connect/sessions' }, { kind: 'slow', delayMs: 500 })
    const first = tool.post(aBody, withKey('order-3'))
    await expect.poll(() => tool.desk.faults.calls().length).toBe(1)
    const second = await tool.post(aBody, withKey('order-3'))
    expect(second.headers.get('retry-after')).toBe('1')
    expect(await problemOf(second)).toMatchObject({ status: 409, code: 'intent_in_flight' })
    expect((await first).status).toBe(200)
  })

  it('of a link that has ended is a 410', async () => {
    const { id } = await madeBy(tool.post(aBody, withKey('order-4')))
    await tool.end(id)
    expect(await problemOf(tool.post(aBody, withKey('order-4')))).toMatchObject({
      status: 410,
      code: 'link_ended',
    })
  })

  it('keeps a failure too, and says that a new key is needed', async () => {
    tool.desk.faults.setFault(
      { method: 'POST', path: '/connect/sessions' },
      { kind: 'status', status: 500, json: {} },
    )
    const first = await problemOf(tool.post(aBody, withKey('order-5')))
    tool.desk.faults.reset()
    const second = await problemOf(tool.post(aBody, withKey('order-5')))
    expect([first.status, second]).toEqual([502, first])
    expect(first.detail).toContain('try again with a new one')
  })

  it.each(['', 'x'.repeat(256), 'a b', 'ä'])('that is malformed (%s) is a 400', async (key) => {
    expect(await problemOf(tool.post(aBody, withKey(key)))).toMatchObject({
      status: 400,
      errors: { 'Idempotency-Key': expect.any(String) },
    })
  })
})

/** PGlite answers one query at a time: of a thousand calls most would not be heard within the desk's 12 seconds. */
const mostAtOnce = () => (tool.desk.database.engine === 'postgresql' ? countOf(250, 1000) : 100)

/** How much of what the desk was asked for is not done yet, whether or not it was answered. */
const workUnderWay = () => traffic.get().open.size

/** What each key got: its links, and its other answers. */
const callTogether = async (keys: string[], calls: number) => {
  const call = async (turn: number) => {
    const key = keys[turn % keys.length] ?? ''
    const answer = await tool.post(aBody, withKey(key))
    return { key, status: answer.status, text: await answer.text() }
  }
  const turns = Array.from({ length: calls }, (_, turn) => turn)
  const answers: Awaited<ReturnType<typeof call>>[] = []
  while (turns.length > 0) answers.push(...(await Promise.all(turns.splice(0, mostAtOnce()).map(call))))
  return keys.map((key) => {
    const own = answers.filter((answer) => answer.key === key)
    return {
      key,
      refusals: [...new Set(own.map(({ status }) => status))].filter((status) => status !== 200),
      links: new Set(own.filter(({ status }) => status === 200).map(({ text }) => text)),
    }
  })
}

/** Calls with `count` keys of that name: one link each, and every answer is that link or tells to wait. */
const expectOneEach = async (name: string, count: number, calls: number) => {
  const before = await tool.countLinks()
  const keys = Array.from({ length: count }, (_, index) => `${name}-${index}`)
  const outcomes = await callTogether(keys, calls)
  // A call that was answered 504 goes on: what it does counts as well.
  await expect.poll(workUnderWay).toBe(0)
  expect(await tool.countLinks()).toBe(before + count)
  expect(tool.desk.faults.calls()).toHaveLength(count)
  for (const { key, links, refusals } of outcomes) {
    // 504: the desk did not get to it within its 12 seconds.
    expect([409, 504]).toEqual(expect.arrayContaining(refusals))
    links.add(await (await tool.post(aBody, withKey(key))).text())
    expect(links.size).toBe(1)
  }
  const outcome = `${count} links, one a key`
  recordEvidence({ attack: 'calls of POST /api/connectLink at once', tried: calls, outcome })
}

describe('hundreds of calls at once', () => {
  it('with one key make one link', async () => {
    await expectOneEach('rush', 1, countOf(mostAtOnce(), 1000))
  }, 300_000)

  it('with ten calls a key make one link for each', async () => {
    const keys = countOf(5, 100)
    await expectOneEach('rushes', keys, 10 * keys)
  }, 300_000)
})
