import 'server-only'
import { strToU8, Zip, ZipDeflate } from 'fflate'

export type Cell = string | number | null

/** A file as it is written: how it begins, what a batch of rows adds, and how it ends. */
export type FileWriter = {
  begin: () => Uint8Array
  add: (rows: Cell[][]) => Uint8Array
  end: () => Uint8Array
}

/** As many rows as a sheet has (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3). */
const mostRows = 1_048_576
/** As many characters as a cell holds, by the same page. */
const mostCharacters = 32_767

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Style 1 is text ("@", format 49): what is typed over a cell stays as typed too. */
const styles = `${xml}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`

const sheetStart = (columns: number) =>
  `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="24" style="1" customWidth="1"/></cols><sheetData>`

/** Without the second part every number that is text has a warning. */
const sheetEnd = `</sheetData><ignoredErrors><ignoredError sqref="A1:XFD${mostRows}" numberStoredAsText="1"/></ignoredErrors></worksheet>`

const each = (count: number, toText: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => toText(index + 1)).join('')

/** The parts that name the sheets; they come last, when it is known how many there are. */
const partsAround = (sheets: number): Record<string, string> => ({
  '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/>${each(sheets, (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${contentType}.worksheet+xml"/>`)}</Types>`,
  '_rels/.rels': `${xml}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each(sheets, (n) => `<sheet name="Rows ${n}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packageRelations}">${each(sheets, (n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': styles,
})

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const hexOf = (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** What XML cannot hold is written as the format says (ECMA-376, ST_Xstring), and so is what looks like that. */
const toXmlText = (text: string) =>
  text
    .slice(0, mostCharacters)
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll(/[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Surrogate}/gu, hexOf)
    .replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)

/** A, B, … Z, AA, … for 0, 1, … */
const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCodePoint(65 + (index % 26))

const toRow = (cells: Cell[], row: number, columns: string[]) => {
  const written = cells.map((cell, column) =>
    cell === null
      ? ''
      : `<c r="${columns[column]}${row}" s="1" t="inlineStr"><is><t xml:space="preserve">${toXmlText(String(cell))}</t></is></c>`,
  )
  return `<row r="${row}">${written.join('')}</row>`
}

/**
 * A workbook (.xlsx, ECMA-376) whose cells are text and nothing else: a spreadsheet makes no number, date or formula of
 * them. Nothing of what was written is kept; what does not fit on a sheet stands on the next one, under the same headings.
 */
export function sheetOf(headings: string[], most = mostRows): FileWriter {
  const columns = headings.map((_, index) => columnName(index))
  let written: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    written.push(bytes)
  })
  let sheet: ZipDeflate
  let sheets = 0
  let rowCount = 0
  const write = (text: string) => sheet.push(strToU8(text))
  const openSheet = () => {
    sheets += 1
    rowCount = 1
    sheet = new ZipDeflate(`xl/worksheets/sheet${sheets}.xml`, { level: 1 })
    zip.add(sheet)
    write(sheetStart(headings.length) + toRow(headings, rowCount, columns))
  }
  const closeSheet = () => sheet.push(strToU8(sheetEnd), true)
  const taken = () => {
    const bytes = new Uint8Array(Buffer.concat(written))
    written = []
    return bytes
  }
  return {
    begin: () => {
      openSheet()
      return taken()
    },
    add: (rows) => {
      for (const row of rows) {
        if (rowCount >= most) {
          closeSheet()
          openSheet()
        }
        rowCount += 1
        write(toRow(row, rowCount, columns))
      }
      return taken()
    },
    end: () => {
      closeSheet()
      for (const [name, text] of Object.entries(partsAround(sheets))) {
        const part = new ZipDeflate(name)
        zip.add(part)
        part.push(strToU8(text), true)
      }
      zip.end()
      return taken()
    },
  }
}
