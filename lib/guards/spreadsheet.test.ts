import { strFromU8, unzipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'

import { type Cell, sheetOf } from './spreadsheet'

const fileOf = (batches: Cell[][][], most?: number) => {
  const file = sheetOf(['id', 'note'], most)
  return Buffer.concat([file.begin(), ...batches.map((rows) => file.add(rows)), file.end()])
}
const firstSheet = (bytes: Buffer) =>
  strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())

describe('a workbook', () => {
  it('goes on with another sheet, under the same headings, when one is full', async () => {
    const rows = Array.from({ length: 7 }, (_, n) => [String(n), null])
    const sheets = await readXlsxFile(fileOf([rows.slice(0, 2), rows.slice(2)], 4))
    expect(sheets.map(({ data }) => data.map(([id]) => id))).toEqual([
      ['id', '0', '1', '2'],
      ['id', '3', '4', '5'],
      ['id', '6'],
    ])
  })
  it('has its headings when there is no row', async () => {
    const [sheet] = await readXlsxFile(fileOf([]))
    expect(sheet?.data).toEqual([['id', 'note']])
  })
  it('holds no cell that is not text, and none that says where a formula is', () => {
    const xml = firstSheet(
      fileOf([
        [
          ['=1+1', 42],
          [null, ''],
        ],
      ]),
    )
    expect(xml.match(/<c [^>]*>/g)?.filter((cell) => !cell.includes('t="inlineStr"'))).toEqual([])
    expect(xml).not.toContain('<f')
  })
  it('writes what XML cannot hold as the format says, and what looks like that too', () => {
    const xml = firstSheet(fileOf([[['\u0001\r\ud800\uffff', '_x000D_ _xyz_']]]))
    expect(xml).toContain('>_x0001__x000D__xD800__xFFFF_<')
    expect(xml).toContain('>_x005F_x000D_ _xyz_<')
  })
  it('cuts a cell where a spreadsheet would call the file damaged', async () => {
    const [sheet] = await readXlsxFile(fileOf([[['a'.repeat(40_000), 'b']]]))
    expect(String(sheet?.data[1]?.[0])).toHaveLength(32_767)
  })
  it('keeps nothing of what was written', () => {
    const file = sheetOf(['id', 'note'])
    const sizes = [file.begin().length]
    const rows = Array.from({ length: 1000 }, (_, n) => [`lnk_${n}`, 'x'])
    for (let turn = 0; turn < 50; turn += 1) sizes.push(file.add(rows).length)
    expect(file.end().length).toBeLessThan(Math.max(...sizes) * 3)
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(50_000)
  })
})
