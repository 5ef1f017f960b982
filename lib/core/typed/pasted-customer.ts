import {
  type CustomerField,
  customerFieldNames,
  customerFields,
  type CustomerTexts,
  forNames,
} from '../customer-fields'
import { findEmails } from './email-text'
import {
  fromCells,
  fromLabels,
  isIdLike,
  type Labelled,
  readLabel,
  readLabelledJson,
  readLabelledLines,
  type Reading,
} from './pasted-fields'
import { toPlainId, toPlainName } from './plain-text'

/** What was read of a pasted text: the fields' texts, what is of no use for them, and how many rows there were. */
export type Pasted = { texts: CustomerTexts; leftOut: string[]; rows: number }

/** Nobody copies more of one customer. */
const mostRead = 4_000

/**
 * Reads a row of a sheet, a customer of a ticket, labelled lines or JSON as a customer. Null for what is to stay as it is: an id, or
 * a text of which nothing tells that it is more. Of several rows the first one counts.
 */
export function readPasted(text: string): Pasted | null {
  if (text.length > mostRead) return null
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  const json = /^\s*[[{]/.test(text) ? readLabelledJson(text) : null
  if (json) return toPasted(fromLabels(json.filter(([label]) => label !== null)), 1)
  return fromTable(text, lines) ?? fromLines(lines)
}

const toPasted = ({ found, left }: Reading, rows: number): Pasted | null => {
  const names = customerFieldNames.filter((field) => found[field])
  if (names.length === 0 || (names.length === 1 && names[0] === 'id')) return null
  const texts = forNames(customerFieldNames, 'input', (field) => clean(field, found[field] ?? ''))
  return { texts, leftOut: left, rows }
}

const isName = (field: CustomerField) => !('isMono' in customerFields[field]) && field !== 'email'
const clean = (field: CustomerField, text: string) => (isName(field) ? toPlainName(text) : toPlainId(text))

const countLabels = (labelled: Labelled) => labelled.filter(([label]) => label !== null).length

const fromTable = (text: string, lines: string[]): Pasted | null => {
  const separator = separatorOf(text, lines)
  if (separator === null) return null
  const rows = readTable(text, separator)
  if ((rows[0]?.length ?? 0) < 2) return null
  return underHeads(rows) ?? besideLabels(rows) ?? asRow(text, lines, { separator, rows })
}

const asRow = (
  text: string,
  lines: string[],
  { separator, rows }: { separator: string; rows: string[][] },
) => {
  const [first = []] = rows
  const isList = rows.length === 1 || lines.every((line) => line.includes('@'))
  const isRow = separator === '\t' || (isList && tells(first, separator, text))
  return isRow ? toPasted(fromCells(first), rows.length) : null
}

/** A row under one of labels. */
const underHeads = ([heads = [], first = [], ...more]: string[][]): Pasted | null => {
  const labelled = heads.map((head, at): Labelled[number] => [readLabel(head), first[at] ?? ''])
  const isHead = first.length > 0 && countLabels(labelled) > 1 && findEmails(heads.join(' ')).length === 0
  return isHead ? toPasted(fromLabels(labelled), more.length + 1) : null
}

/** Labels in the first column, or in each cell. */
const besideLabels = (rows: string[][]): Pasted | null => {
  const sides = rows.map(([label = '', ...values]): Labelled[number] => [readLabel(label), values.join(' ')])
  if (countLabels(sides) * 2 > rows.length) return toPasted(fromLabels(sides), 1)
  const inCells = readLabelledLines(rows[0] ?? [])
  return countLabels(inCells) > 1 ? toPasted(fromLabels(inCells), rows.length) : null
}

/** `"Miller, Zoe" <zoe@example.com>` is one person. */
const isOnePerson = (text: string) => /^[^<>]*<[^<>\s]+>\s*$/.test(text)

/** Whether something tells that this is a row: one with commas may as well be an id or a name. */
const tells = (cells: string[], separator: string, text: string) => {
  const hasId = cells.some((cell) => isIdLike(toPlainId(cell)))
  if (isOnePerson(text) && !hasId && cells.length === 2) return false
  const emails = findEmails(text).length
  if (emails > 0) return emails === 1 || cells.filter((cell) => cell.includes('@')).length < cells.length
  if (!/\s/.test(text.trim()) || !hasId) return false
  return separator !== ',' || cells.length > 2 || cells.some((cell) => /\p{L} \p{L}/u.test(cell))
}

/** More lines than this are a letter. */
const mostLines = 12

const fromLines = (lines: string[]): Pasted | null => {
  if (lines.length > mostLines) return null
  const labelled = readLabelledLines(lines)
  if (countLabels(labelled) > 0) return toPasted(fromLabels(labelled), 1)
  if (findEmails(lines.join(' ')).length !== 1) return null
  const reading = fromCells(lines)
  // An address alone may be the customer's id.
  return Object.keys(reading.found).length > 1 ? toPasted(reading, 1) : null
}

/**
 * The rows of a table as spreadsheets copy it and CSV writes it (RFC 4180): cells between separators, one in double quotes
 * may hold separators and line breaks, `""` in it is one quote. A quote that begins no cell is a character like others.
 */
const readTable = (text: string, separator: string): string[][] => {
  const cell = `"(?:[^"]|"")*"(?=\\s*(?:${escape(separator)}|\\r|\\n|$))|[^${escape(separator)}\\r\\n]*`
  const pattern = new RegExp(
    `[^\\S${escape(separator)}\\r\\n]*(${cell})\\s*?(${escape(separator)}|\\r\\n?|\\n|$)`,
    'gy',
  )
  const rows: string[][] = [[]]
  for (const [, written = '', end = ''] of text.matchAll(pattern)) {
    rows.at(-1)?.push(unquote(written))
    if (end === '') break
    if (end !== separator) rows.push([])
  }
  return rows.filter((row) => row.some((one) => one !== ''))
}

const escape = (separator: string) => (separator === '|' ? '\\|' : separator)

const unquote = (written: string) => {
  const text = written.trim()
  const inside = /^"((?:[^"]|"")*)"$/.exec(text)?.[1]
  return inside === undefined ? text : inside.replaceAll('""', '"').trim()
}

/** What separates the cells of a text: a tab wherever there is one, then what stands in each of its lines; null for none. */
const separatorOf = (text: string, lines: string[]): string | null =>
  ['\t', ';', '|', ','].find((one) =>
    one === '\t' ? text.includes(one) : lines.every((line) => line.includes(one)),
  ) ?? null
