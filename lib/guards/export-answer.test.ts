import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it, vi } from 'vitest'

import { useTestSettings } from '@/lib/testing/test-settings'

import { answerExport } from './export-answer'

const columns = { id: 'ID', note: 'Note', count: 'Count' }
type Row = { id: string; note: string | null; count: number }

/** Texts that a spreadsheet makes a number, a date or a formula of when it reads them from a CSV file. */
const likeSomethingElse = [
  '00017',
  '4539578763621486',
  '3-4',
  '1E5',
  'MAR1',
  'TRUE',
  '+49301234567',
  '-17',
  '@acme',
  '=1+1',
  '=HYPERLINK(x)',
  ' 7',
  '0x1F',
  '½',
]

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

const fileOf = async (...rows: Row[]) => {
  const answer = answerExport({ name: 'x', format: 'csv', columns, rows: batchesOf(rows) })
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
}

it('begins with the mark of UTF-8, and the headings even when there is no row', async () => {
  expect(await fileOf()).toBe('\uFEFFID,Note,Count\r\n')
})

it('quotes what would break a line or a cell', async () => {
  const text = await fileOf({ id: 'a,b', note: 'he said "no"\nand\rleft', count: 1 })
  expect(text).toContain('"a,b","he said ""no""\nand\rleft",1\r\n')
})

it('has every other cell as it is: it is for programs', async () => {
  for (const note of likeSomethingElse)
    expect(await fileOf({ id: 'a', note, count: -1 })).toContain(`\r\na,${note},-1\r\n`)
})

it('leaves out what is no column', async () => {
  const row = { id: 'a', note: null, count: 1, token: 'secret' }
  expect(await fileOf(row)).toBe('\uFEFFID,Note,Count\r\na,,1\r\n')
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
  const reader = answerExport({ name: 'x', format: 'csv', columns, rows: endless() }).body?.getReader()
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
  const reader = answerExport({
    name: 'x',
    format: 'csv',
    columns,
    rows: batchesOf([], []),
    onEnd,
  }).body?.getReader()
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
  const reader = answerExport({
    name: 'x',
    format: 'csv',
    columns,
    rows: withoutEnd(),
    onEnd,
  }).body?.getReader()
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
  await expect(answerExport({ name: 'x', format: 'csv', columns, rows: broken() }).text()).rejects.toThrow()
})

const readSheets = async (rows: Row[]) => {
  const answer = answerExport({ name: 'x', format: 'xlsx', columns, rows: batchesOf(rows) })
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x.xlsx"')
  return readXlsxFile(Buffer.from(await answer.arrayBuffer()), { trim: false })
}

describe('for a spreadsheet', () => {
  it('every cell is a text, as it is', async () => {
    const rows = likeSomethingElse.map((note) => ({ id: note, note, count: 17 }))
    const [sheet] = await readSheets(rows)
    expect(sheet?.data).toEqual([
      ['ID', 'Note', 'Count'],
      ...likeSomethingElse.map((note) => [note, note, '17']),
    ])
  })
  it.each(['Zoë & <b>"Söhne"</b>', '李 🎉 שלום', ' \u00a0two\nlines\t', '_x0041_', ']]>'])(
    '%j comes back',
    async (note) => {
      const [sheet] = await readSheets([{ id: 'a', note, count: 1 }])
      expect(sheet?.data[1]?.[1]).toBe(note)
    },
  )
})
