import { expect, it, vi } from 'vitest'

import { useTestSettings } from '@/lib/testing/test-settings'

import { answerCsv } from './csv-answer'

const columns = { id: 'ID', note: 'Note', count: 'Count' }
type Row = { id: string; note: string | null; count: number }

async function* batchesOf(...batches: Row[][]) {
  yield* batches
}

async function* withoutEnd() {
  for (;;) yield [{ id: 'a', note: '', count: 1 }]
}

async function* broken() {
  yield [{ id: 'a', note: '', count: 1 }]
  throw new Error('the database is gone')
}

const linesOf = async (...rows: Row[]) => {
  const bytes = new Uint8Array(await answerCsv({ name: 'x', columns, rows: batchesOf(rows) }).arrayBuffer())
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

it('begins with the mark that Excel needs, and the headings even when there is no row', async () => {
  expect(await linesOf()).toBe('\uFEFFID,Note,Count\r\n')
})

it('quotes what would break a line or a cell', async () => {
  const text = await linesOf({ id: 'a,b', note: 'he said "no"\nand\rleft', count: 1 })
  expect(text).toContain('"a,b","he said ""no""\nand\rleft",1\r\n')
})

it('takes the power from formulas, and leaves numbers alone', async () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '＝'])
    expect(await linesOf({ id: 'a', note: `${start}cmd|' /C calc'!A0`, count: -1 })).toMatch(
      new RegExp(`a,"?'\\${start}cmd\\|' /C calc'!A0"?,-1\r\n$`),
    )
})

it('takes it from what another separator would make a cell of', async () => {
  const cells = [
    'Ada;=1+1',
    'Ada\t@sum(a1)',
    'Ada|-1',
    'Ada; "+1',
    'Ada;\n=1',
    'a\r\n=1+1',
    ';;=1',
    'Ada;＝1',
  ]
  for (const note of cells) {
    const text = await linesOf({ id: 'a', note, count: 1 })
    const seen = text.split(/[;|\t\r\n]+/).map((cell) => cell.replace(/^[ "]+/, ''))
    expect(seen.filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([])
  }
  expect(await linesOf({ id: 'a', note: 'Ada; Bob - c;d', count: 1 })).toContain('a,Ada; Bob - c;d,1')
})

it('leaves out what is no column', async () => {
  const row = { id: 'a', note: null, count: 1, token: 'secret' }
  expect(await linesOf(row)).toBe('\uFEFFID,Note,Count\r\na,,1\r\n')
})

it('asks for a batch only when the reader wants more, and stops when he leaves', async () => {
  let asked = 0
  let isOver = false
  async function* endless() {
    try {
      for (;;) {
        asked += 1
        yield [{ id: String(asked), note: '', count: asked }]
      }
    } finally {
      isOver = true
    }
  }
  const reader = answerCsv({ name: 'x', columns, rows: endless() }).body?.getReader()
  await reader?.read()
  expect(asked).toBe(0)
  await reader?.read()
  expect(asked).toBeLessThanOrEqual(2)
  await reader?.cancel()
  expect(isOver).toBe(true)
})

it('breaks off when nobody reads on, and says once that it is over', async () => {
  useTestSettings()
  vi.useFakeTimers()
  const onEnd = vi.fn<() => void>()
  const reader = answerCsv({ name: 'x', columns, rows: batchesOf([], []), onEnd }).body?.getReader()
  await reader?.read()
  await vi.advanceTimersByTimeAsync(31_000)
  vi.useRealTimers()
  await expect(reader?.read()).rejects.toThrow('took nothing')
  await reader?.cancel().catch(() => null)
  expect(onEnd).toHaveBeenCalledOnce()
})

it('breaks off when a reader takes a little for ever', async () => {
  useTestSettings()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const onEnd = vi.fn<() => void>()
  const reader = answerCsv({ name: 'x', columns, rows: withoutEnd(), onEnd }).body?.getReader()
  const drip = async () => {
    for (let minutes = 0; minutes < 31; minutes += 1 / 3) {
      await reader?.read()
      vi.advanceTimersByTime(20_000)
    }
  }
  await expect(drip()).rejects.toThrow('too slow')
  vi.useRealTimers()
  expect(onEnd).toHaveBeenCalledOnce()
})

it('breaks off when a batch cannot be read: half a file never looks whole', async () => {
  useTestSettings()
  await expect(answerCsv({ name: 'x', columns, rows: broken() }).text()).rejects.toThrow()
})
