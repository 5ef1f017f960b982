import {
  addMeant,
  addPerson,
  emailsIn,
  isIdLike,
  isOrganizationId,
  isRounded,
  nothing,
  placeOrganization,
  type Reading,
  withoutPair,
} from './pasted-fields'
import { toPlainId, toPlainName } from './plain-text'

/**
 * The rows of a table as spreadsheets copy it and CSV writes it (RFC 4180): cells between separators, one in double quotes
 * may hold separators and line breaks, `""` in it is one quote. A quote that begins no cell is a character like others. Rows
 * without anything, and the rules of a Markdown table, are none.
 */
export function readTable(text: string, separator: string): string[][] {
  const cell = `"(?:[^"]|"")*"(?=\\s*(?:${escape(separator)}|\\r|\\n|$))|[^${escape(separator)}\\r\\n]*`
  const pattern = new RegExp(
    `[^\\S${escape(separator)}\\r\\n]*(${cell})\\s*?(${escape(separator)}|\\r\\n?|\\n|$)`,
    'gy',
  )
  const rows: string[][] = [[]]
  for (const [, written = '', end = ''] of text.matchAll(pattern)) {
    rows.at(-1)?.push(toCell(written))
    if (end === '') break
    if (end !== separator) rows.push([])
  }
  return rows.filter((row) => row.some((one) => !/^(?::?-+:?)?$/.test(one)) || rows.length === 1)
}

const escape = (separator: string) => (separator === '|' ? '\\|' : separator)

const toCell = (written: string) => {
  const text = written.trim()
  const inside = /^"((?:[^"]|"")*)"$/.exec(text)?.[1]
  return withoutTextMark(inside === undefined ? text : inside.replaceAll('""', '"').trim())
}

/** `'00017` and `="00017"` are how a number is kept as a text in a sheet. */
export function withoutTextMark(text: string): string {
  const formula = /^="([^"]*)"$/.exec(text)?.[1]
  return formula ?? (/^'(?=[=+@-]|[^\s']*\d)[^']*$/.test(text) ? text.slice(1) : text)
}

/** A sign between spaces that people put between a name and an address. */
const betweenCells = /[^\S\r\n]+(?:[–—·•/→⇒➜]|->|=>)[^\S\r\n]+/g

/** A text of whose lines each has a name or an address between such signs, with tabs instead; any other one as it is. */
export function withTabs(text: string): string {
  return text.replaceAll(betweenCells, '\t')
}

const countOf = (line: string, separator: string) => line.split(separator).length - 1

/** A single `|` without spaces may be a part of an id, in which the service that gave it comes first, in small letters. */
const stands = (separator: string, line: string) =>
  separator === '|'
    ? countOf(line, '|') > 1 || / \| |^\s*(?:\d+|\p{Lu}[^|]*)\|[^\s|]+@[^\s|]+\s*$/u.test(line)
    : line.includes(separator)

/** What separates the cells of a text: a tab wherever there is one, then what stands in each of its lines; null for none. */
export function separatorOf(text: string, lines: string[]): string | null {
  if (text.includes('\t')) return '\t'
  return [';', '|', ','].find((one) => lines.every((line) => stands(one, line))) ?? null
}

const isCustomerId = (text: string) =>
  /^(?:cust?|customer|user|usr|client|contact|member)[_:-]\S+$/i.test(text)

/** Whether a text says of itself that it is a company's name. */
export function isCompany(text: string): boolean {
  return (
    /(?:\b(?:AG|SA|AB|AS|KG|UG|BV|NV|SE|Co|Oy)|\b(?:inc|ltd|llc|llp|gmbh|e\.?v|sarl|sas|srl|s\.?p\.?a|b\.v|plc|corp|company|corporation|group|holding|labs|limited|university|bank))\.?$|株式会社|有限公司|주식회사/iu.test(
      text,
    ) && !/^\p{Lu}\p{Ll}+ (?:As|Sa|Ab|Se|Co|Oy)$/u.test(text)
  )
}

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const month =
  '(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|' +
  'dec(?:ember)?|märz|mai|juni|juli|okt(?:ober)?|dez(?:ember)?|janv(?:ier)?|févr(?:ier)?|mars|avr(?:il)?|juin|juil(?:let)?|août|déc(?:embre)?)\\.?'
const days = new RegExp(
  [
    String.raw`\d{4}[-/.] ?${day}[-/.] ?${day}\.?`,
    String.raw`${day}[-/.]${day}[-/.]\d{2}(?:\d\d)?`,
    String.raw`(?:\p{L}{2,9}\.?,? )?${day}(?:\.|st|nd|rd|th)?[ -]${month}(?:,?[ -]\d{2,4})?`,
    String.raw`(?:\p{L}{2,9}\.?,? )?${month} ${day}(?:st|nd|rd|th)?(?:,? \d{4})?`,
    String.raw`\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일]`,
  ]
    .map((one) => `^${one}(?:[T ,].*)?$`)
    .join('|'),
  'iu',
)

const times =
  /^\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?$|^(?:\d{1,4}|an?) (?:second|minute|hour|day|week|month|year)s? ago$|^(?:today|yesterday|just now)\b/i

const states =
  /^(?:true|false|yes|no|ja|nein|oui|non|sí|active|inactive|activated|deactivated|enabled|disabled|open|closed|pending|new|solved|resolved|done|in progress|on[- ]hold|hold|blocked|suspended|archived|deleted|verified|unverified|subscribed|unsubscribed|paid|unpaid|overdue|trial|trialing|cancell?ed|draft|low|medium|normal|high|urgent|aktiv|inaktiv|offen|geschlossen|neu|actif|inactif|activo|inactivo|attivo|actief)$/i

const isPhone = (text: string) => /^\+?[\d\s()./-]{6,}$/.test(text) && /[\s()+/]/.test(text)

/** Days, times, amounts, addresses of pages, and words of state. */
const isOther = (text: string) =>
  (days.test(text) && !isCompany(text)) ||
  times.test(text) ||
  states.test(text) ||
  isRounded(text) ||
  /^[€$£¥]|^\d[\d.,]*\s?[€$£¥%]$|^https?:/i.test(text)

const isShortDay = (text: string) => /^\d\d-\d\d-\d\d$/.test(text)

/** What a cell may be by its looks. What stands first and looks like a phone number, or a day of a short year, is an id. */
const kindOf = (at: number, text: string) => {
  if (nothing.test(text)) return 'nothing'
  if (at === 0 && isShortDay(text)) return 'id'
  if (emailsIn(text).length > 0 || isOther(text) || (at > 0 && isPhone(text))) return 'other'
  if (isIdLike(text)) return 'id'
  return /\p{L}/u.test(text) ? 'words' : 'other'
}

type Cell = { at: number; text: string }

/** `auth0|zoe@example.com`, as sign-in services write ids. */
const isCompoundId = (text: string) => /^[\w-]+\|\S+$/.test(text)

/** What is no person's address, by its kind. */
const sort = (reading: Reading, cells: string[]) => {
  const kinds: Record<ReturnType<typeof kindOf>, Cell[]> = { nothing: [], other: [], id: [], words: [] }
  const isWritten = cells.some((cell) => !isCompoundId(cell) && emailsIn(cell).length > 0)
  const add = isWritten ? addPerson : addMeant
  for (const [at, written] of cells.entries()) {
    const text = toPlainId(written)
    const isId = isCompoundId(text)
    if (!isId && reading.found.email === undefined && add(reading, written)) continue
    const kind = isId ? 'id' : kindOf(at, text)
    kinds[kind].push({ at, text: kind === 'words' ? withoutPair(toPlainName(written)) : text })
  }
  return kinds
}

/** The fields by what the cells of a row look like and where they stand: an id first, then who, then for whom they work. */
export function fromCells(cells: string[]): Reading {
  const reading: Reading = { found: {}, left: [] }
  const kinds = sort(reading, cells)
  reading.left.push(...kinds.other.map(({ text }) => text))
  const organization = placeIds(reading, kinds.id)
  const [first, ...others] = kinds.words
  const isId =
    first?.at === 0 &&
    (/^[\p{Ll}.]+$/u.test(first.text) ||
      (others.length > 1 && /^(?:[A-Z.-]{2,}|\p{Lu}{2}\p{Ll}+)$/u.test(first.text)))
  if (!isId || reading.found.id !== undefined) placeWords(reading, kinds.words, organization)
  else {
    reading.found.id = first.text
    placeWords(reading, others, organization)
  }
  return reading
}

/** An id that says whose it is, or else the first one; the company's may stand behind it. Returns where that stood. */
const placeIds = ({ found, left }: Reading, ids: Cell[]) => {
  const named = ids.find(({ text }) => isOrganizationId(text))
  const others = ids.filter((one) => one !== named)
  const id = others.find(({ text }) => isCustomerId(text)) ?? others[0]
  const organization = named ?? others.find(({ at }) => id !== undefined && at > id.at)
  if (id) found.id = id.text
  if (organization) found.organizationId = organization.text
  left.push(...others.filter((one) => one !== id && one !== organization).map(({ text }) => text))
  return organization?.at
}

const isOfPerson = (text: string) => /^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u.test(text)

const placeWords = ({ found, left }: Reading, words: Cell[], organizationAt: number | undefined) => {
  const beside = words.find(
    ({ at, text }) =>
      at - 1 === organizationAt && (found.displayName || words.length > 1 || !isOfPerson(text)),
  )
  const company = words.find(({ text }) => isCompany(text)) ?? beside
  const [person, ...others] = words.filter((one) => one !== company)
  const isNamed = found.displayName !== undefined
  if (person && !isNamed) found.displayName = person.text
  const rest = isNamed && person ? [person, ...others] : others
  const organization = company ?? rest.shift()
  if (organization) placeOrganization(found, organization.text)
  left.push(...rest.map(({ text }) => text))
}
