import {
  type CustomerField,
  customerFieldNames,
  customerFields,
  type CustomerTexts,
  forNames,
} from '../customer-fields'
import { readCard } from './pasted-card'
import { fromCells, isCompany, readTable, separatorOf, withoutTextMark, withTabs } from './pasted-cells'
import { addMeant, emailsIn, fromLabels, isIdLike, type Reading } from './pasted-fields'
import { type PastedJson, readPastedJson } from './pasted-json'
import {
  countLabels,
  isKnown,
  type Labelled,
  readFirstRecord,
  readLabel,
  readLabelledLines,
} from './pasted-labels'
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
  const json = /^\s*[[{"]/.test(text) ? readPastedJson(text) : undefined
  if (json !== undefined) return json && fromJson(json)
  if (text.length > mostRead || isBroken(text)) return null
  if (/^\s*BEGIN:VCARD/i.test(text)) return fromCard(text)
  return fromTable(text, linesOf(text)) ?? fromSigns(text) ?? fromLines(text)
}

/** Of JSON that is cut off, or HTML, nobody knows whose is what; a flat object of a program may be read as labels. */
const isBroken = (text: string) => /^\s*(?:\{[^{[]*[{[]|\[\s*[{[])|<\/\w+>/.test(text)

const linesOf = (text: string) => text.split(/[\r\n]+/).filter((line) => line.trim() !== '')

const fromJson = ({ labelled, rows, isNamed }: PastedJson) =>
  toPasted(fromLabels(labelled.filter(([named]) => isKnown(named))), rows, isNamed)

/** An id alone is one that was pasted, unless it was said to be a customer's. */
const toPasted = ({ found, left }: Reading, rows: number, isNamed = false): Pasted | null => {
  const names = customerFieldNames.filter((field) => found[field])
  if (names.length === 0 || (names.length === 1 && names[0] === 'id' && !isNamed)) return null
  const texts = forNames(customerFieldNames, 'input', (field) => clean(field, found[field] ?? ''))
  return { texts, leftOut: left, rows }
}

const isName = (field: CustomerField) => !('isMono' in customerFields[field]) && field !== 'email'
const clean = (field: CustomerField, text: string) =>
  isName(field) ? toPlainName(text) : toPlainId(withoutTextMark(text))

const fromTable = (text: string, lines: string[]): Pasted | null => {
  const separator = separatorOf(text, lines)
  if (separator === null) return null
  const rows = readTable(text, separator)
  if (!isTable(rows)) return null
  const named = underHeads(rows) ?? underOthers(rows, separator) ?? besideLabels(rows) ?? besideOthers(rows)
  return named ?? asRow(text, lines, { separator, rows })
}

/** Heads alone are none. */
const isTable = ([first = [], ...more]: string[][]) => first.length > 1 && (more.length > 0 || !isHead(first))

/** Cells between signs such as dashes, where one of them is an address. */
const fromSigns = (text: string): Pasted | null => {
  const tabbed = withTabs(text)
  const isRow = tabbed !== text && /(?:^|\t)[^\s@]+@[^\s@]+\.[^\s@]+(?:\t|$)/m.test(tabbed)
  return isRow && countLabels(readLabelledLines(linesOf(text))) === 0
    ? fromTable(tabbed, linesOf(tabbed))
    : null
}

const asRow = (
  text: string,
  lines: string[],
  { separator, rows }: { separator: string; rows: string[][] },
) => {
  const [first = []] = rows
  const isLikely = rows.length === 1 || lines.every((line) => line.includes('@')) || isList(rows, separator)
  const isRow = separator === '\t' || (isLikely && !/:\s*$/.test(text) && tells(first, separator, text))
  return isRow ? toPasted(fromCells(first), rows.length) : null
}

/** Rows of as many cells, with an address in the first: no text of sentences. */
const isList = ([first = [], ...more]: string[][], separator: string) =>
  separator !== ',' &&
  more.every((row) => row.length === first.length) &&
  emailsIn(first.join(' ')).length === 1

const isHead = (cells: string[]) => {
  const written = cells.filter((cell) => cell !== '')
  const labels = written.map((cell) => readLabel(cell))
  return written.length > 1 && labels.every((one) => one !== null) && labels.some((one) => isKnown(one))
}

const withHeads = (heads: string[], row: string[]) =>
  heads.map((head, column): Labelled[number] => [readLabel(head), row[column] ?? ''])

const isLabel = (cell: string | undefined) => cell !== undefined && isKnown(readLabel(cell))

/** Labels in the first and third column, each beside its value. */
const isOfPairs = (rows: string[][]) =>
  rows.every(([one, , other]) => isLabel(one) && isLabel(other)) && !rows[0]?.every(isLabel)

/** Titles may stand above the heads. */
const mostTitles = 3

/** A row under one of labels. */
const underHeads = (rows: string[][]): Pasted | null => {
  if (isOfPairs(rows)) return toPasted(fromLabels(readLabelledLines(rows.flat())), 1)
  for (const [at, heads] of rows.slice(0, mostTitles).entries()) {
    const [first = [], ...more] = rows.slice(at + 1)
    const labelled = withHeads(heads, first)
    const isKnownHead = countLabels(labelled) > 1 && emailsIn(heads.join(' ')).length === 0
    if (first.length > 0 && isKnownHead) return toPasted(fromLabels(labelled), more.length + 1)
  }
  return null
}

/** A row under one of words that nobody knows, such as those of another language: its cells say by their looks what they are. */
const underOthers = ([heads = [], first = [], ...more]: string[][], separator: string): Pasted | null => {
  const isEven = separator !== ',' || heads.length === first.length
  if (
    !isEven ||
    !isOfWords(heads) ||
    first.some(isLabel) ||
    !first.some((cell) => isIdLike(cell) || isAddress(cell))
  )
    return null
  return toPasted(byLooks(withHeads(heads, first)), more.length + 1)
}

/** Words alone, without an address, an id or a number; `full_name` is a head where all are written so. */
const isOfWords = (heads: string[]) => {
  const isWritten =
    heads.every((head) => /^[^\d@]*$/.test(head)) && heads.filter((head) => /\p{L}/u.test(head)).length > 1
  return (
    isWritten && (!heads.some((head) => isIdLike(head)) || heads.every((head) => /^[\p{L}_]*$/u.test(head)))
  )
}

const isAddress = (cell: string) => emailsIn(cell)[0] === cell || addMeant({ found: {}, left: [] }, cell)

/** What stands under a label that is known, by that; anything else by its looks. */
const byLooks = (labelled: Labelled): Reading => {
  const known = fromLabels(labelled.filter(([named]) => named !== null))
  const looks = fromCells(labelled.map(([named, value]) => (named === null ? value : '')))
  return { found: { ...looks.found, ...known.found }, left: [...known.left, ...looks.left] }
}

/** Labels in the first column, or in each cell. Of several columns of values the first one with any counts. */
const besideLabels = (rows: string[][]): Pasted | null => {
  const isWritten = (column: number) => rows.some((row) => Boolean(row[column]))
  const [column = 1, ...more] = [...(rows[0] ?? []).keys()].slice(1).filter(isWritten)
  const sides = rows.map(([label = '', ...values]): Labelled[number] => [
    readLabel(label),
    values[column - 1] ?? '',
    label,
  ])
  if (countLabels(sides) * 2 > rows.length) return fromRecord(sides, more.length + 1)
  const inCells = readLabelledLines(rows[0] ?? [])
  return countLabels(inCells) > 1 ? toPasted(fromLabels(inCells), rows.length) : null
}

/** Two columns with one address in all: the first has labels that nobody knows, such as those of another language. */
const besideOthers = (rows: string[][]): Pasted | null => {
  const isOfTwo = rows.length > 2 && rows.every((row) => row.length === 2 && /^\D+$/.test(row[0] ?? ''))
  const emails = rows.filter((row) => row.some((cell) => isAddress(cell)))
  if (!isOfTwo || emails.length !== 1 || isAddress(emails[0]?.[0] ?? '')) return null
  return toPasted(byLooks(rows.map(([label = '', value = '']) => [readLabel(label), value])), 1)
}

const fromRecord = (all: Labelled, atLeast = 1) => {
  const { labelled, rows } = readFirstRecord(all)
  return toPasted(fromLabels(labelled), Math.max(rows, atLeast))
}

/** `"Miller, Zoe" <zoe@example.com>` is one person. */
const isOnePerson = (text: string) => /^[^<>]*<[^<>\s]+>\s*$/.test(text)

/** Whether something tells that this is a row: one with commas may as well be an id or a name. */
const tells = (cells: string[], separator: string, text: string) => {
  const hasId = cells.some((cell) => isIdLike(toPlainId(cell)))
  if (isOnePerson(text) && !hasId && cells.length === 2) return false
  const emails = emailsIn(text).length
  if (emails > 0) return emails === 1 || cells.filter((cell) => cell.includes('@')).length < cells.length
  if (!/\s/.test(text.trim()) || !hasId) return false
  return separator !== ',' || cells.length > 2 || cells.some((cell) => /\p{L} \p{L}/u.test(cell))
}

/** More lines than this are a letter. */
const mostLines = 12

const fromLines = (text: string): Pasted | null => {
  const lines = linesOf(text)
  const isShort = lines.length <= mostLines
  if (countLabels(readLabelledLines(lines)) > (isShort ? 0 : 3)) return fromBlocks(text)
  if (!isShort || !isOfOne(lines)) return null
  const reading = fromCells(lines)
  // An address alone may be the customer's id.
  return Object.keys(reading.found).length > 1 ? toPasted(reading, 1) : null
}

const fromCard = (text: string) => {
  const { labelled, rows } = readCard(text)
  return toPasted(fromLabels(labelled), rows)
}

/** Labelled lines until an empty one behind which a label comes again: there the next customer begins. */
const fromBlocks = (text: string): Pasted | null => {
  const blocks = text.replaceAll(/\r\n?/g, '\n').split(/\n\s*\n/)
  const labels = blocks.map((block) =>
    readLabelledLines(linesOf(block))
      .filter(([named]) => isKnown(named) && named !== 'person')
      .map(([named, , label]) => `${named} ${label}`),
  )
  const isAgain = (at: number) =>
    labels[at]?.some((one) => labels.slice(0, at).some((before) => before.includes(one)))
  const begins = [...blocks.keys()].filter(isAgain)
  const first = blocks.slice(0, begins[0]).join('\n')
  return fromRecord(readLabelledLines(linesOf(first)), begins.length + 1)
}

/** A letter greets, and its lines end as sentences do. */
const isLetter = ([first = '', ...more]: string[]) =>
  (!isCompany(first.trim()) &&
    /^(?:hi|hello|hey|dear|good \w+|hallo|liebe[rs]?|guten \w+|bonjour|bonsoir|hola|ciao|olá)\b/i.test(
      first.trim(),
    )) ||
  [first, ...more].some((line) => /[,!?:]\s*$/.test(line))

const isOfOne = (lines: string[]) => {
  const emails = emailsIn(lines.join(' ')).length
  const isMeant = emails === 0 && lines.filter((line) => isAddress(line)).length === 1
  return (emails === 1 || isMeant) && !isLetter(lines)
}
