import type { CustomerField } from '../customer-fields'
import { findEmails } from './email-text'
import { toPlainId, toPlainName, withoutQuotes } from './plain-text'

/** What a label may name: a field, a part of a name, or a person of whom name and address stand together. */
export type Named = CustomerField | 'firstName' | 'lastName' | 'person'

const ofWhom =
  '(?:org|organi[sz]ation|company|account|workspace|team|firma|firmen|unternehmen|unternehmens|organisme|societe|entreprise|empresa|organizacion)'
const who =
  '(?:customer|client|user|end user|member|contact|requester|kunde|kunden|benutzer|cliente|usuario|utilisateur|contacto|external)'
const number = '(?:id|nr|no|number|nummer|uid|uuid|identifier|kennung|numero|key)'

/** Labels of sheets, tickets and JSON in English, German, French, Spanish and Japanese; the first that fits counts. */
const labels: [Named, RegExp][] = [
  [
    'email',
    /^(?:.* )?(?:e ?mail|mail|courriel|correo|correo electronico|メール|メールアドレス)(?: (?:address|adresse|addr))?$/,
  ],
  ['organizationId', new RegExp(`^${ofWhom} ?${number}$|^(?:${who} )?org id$`)],
  [
    'id',
    new RegExp(
      `^(?:(?:your |our )?${who}s? ?)?${number}$|^(?:id|numero|no) (?:de |del |du )?${who}$|^(?:顧客|お客様)? ?(?:id|番号)$`,
    ),
  ],
  ['firstName', /^(?:first ?name|given ?name|forename|vorname|prenom|nombre de pila)$/],
  ['lastName', /^(?:last ?name|surname|family ?name|nachname|familienname|nom de famille|apellidos?)$/],
  ['organizationName', new RegExp(`^(?:${who} )?${ofWhom}(?: ?(?:name|display name))?$|^会社名?$`)],
  [
    'displayName',
    new RegExp(
      `^(?:(?:display|full|${who}|voller|ganzer|contact person) ?)?(?:name|nom|nombre|nombre completo|nom complet)$|^(?:氏名|名前|お名前)$`,
    ),
  ],
  [
    'person',
    new RegExp(`^(?:${who}|from|von|de|contact person|ansprechpartner|reply to|reported by|submitted by)$`),
  ],
]

/** A label as it is compared: `endUserId`, `End-User_ID:` and `end user id *` are the same. The voicing of kana is no accent. */
const toWords = (label: string) =>
  label
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .normalize('NFKD')
    .replaceAll(/(?![\u3099\u309a])\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What a label names; null for what is none. */
export function readLabel(label: string): Named | null {
  const words = toWords(label)
  if (words === '' || words.length > 40) return null
  return labels.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

/** Pairs of a label and what it says, in their order. */
export type Labelled = [Named | null, string][]

const line = /^\s*(?:["'*•·-]\s*)?(?<label>[^\s:=：][^:=：\t]{0,39}?)\*{0,2}\s*[:=：]\s*\*{0,2}(?<value>.*)$/u

/** A line such as `Email: zoe@example.com`; the scheme of an address is no label. */
const readLine = (text: string): Labelled[number] => {
  const { label = '', value = '' } = line.exec(text)?.groups ?? {}
  return label === '' || value.trim() === '' || value.startsWith('//')
    ? [null, text]
    : [readLabel(label), value]
}

/** Labelled lines, or a label alone with its value on the next line. */
export function readLabelledLines(lines: string[]): Labelled {
  const found: Labelled = []
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at] ?? ''
    const alone = readLabel(text)
    found.push(alone === null ? readLine(text) : [alone, lines[(at += 1)] ?? ''])
  }
  return found
}

/** The values of JSON by the way to them: `{ "organization": { "id": "org_7" } }` is `organization id`. */
export function readLabelledJson(text: string): Labelled | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? walk(json, []) : null
  } catch {
    return null
  }
}

const walk = (json: object, way: string[]): Labelled =>
  Object.entries(json).flatMap(([name, value]: [string, unknown]): Labelled => {
    const here = Array.isArray(json) ? way : [...way, name]
    if (typeof value === 'object' && value !== null) return here.length > 4 ? [] : walk(value, here)
    if (typeof value !== 'string' && typeof value !== 'number') return []
    return [[readLabel(here.slice(-2).join(' ')) ?? readLabel(name), String(value)]]
  })

/** What was found for each field, and what is of no use. */
export type Reading = { found: Partial<Record<CustomerField, string>>; left: string[] }

/** What stands around the one address in a text, such as the name in `Zoe <zoe@example.com>`. */
const nameAround = (written: string, email: string) => {
  const [before = '', after = ''] = toPlainName(written).split(email, 2)
  const rest = `${before} ${after}`
    .replaceAll(/mailto:|[<>[\](){}"“”«»|;]/gi, ' ')
    .replaceAll(/^[\s,:–-]+|[\s,:–-]+$/g, '')
  return /[\p{L}\p{N}]/u.test(rest) && readLabel(rest) === null ? rest : ''
}

const nothing = /^(?:[-–—.]+|n\/?a|#n\/a|null|none|nil|undefined)?$/i

/** Puts a person's address and name where they belong; false where the text has no address, or several. */
const addPerson = ({ found }: Reading, text: string) => {
  const [email, ...more] = findEmails(text)
  if (email === undefined || more.length > 0) return false
  found.email ??= email
  const name = nameAround(text, email)
  if (name !== '') found.displayName ??= name
  return true
}

/** Where a person stands: by name and address, or by what is like an id. */
const readPerson = (reading: Reading, named: Named, value: string) => {
  if (addPerson(reading, value)) return
  if (named === 'email') reading.left.push(value)
  else if (named === 'person' && isIdLike(value)) reading.found.id ??= value
  else reading.found.displayName ??= value
}

/** The fields by what their labels say; the first one of each counts. */
export function fromLabels(labelled: Labelled): Reading {
  const reading: Reading = { found: {}, left: [] }
  const names: Partial<Record<Named, string>> = {}
  for (const [named, written] of labelled) {
    const value = written.trim()
    if (nothing.test(value)) continue
    if (named === null) reading.left.push(value)
    else if (named === 'email' || named === 'displayName' || named === 'person')
      readPerson(reading, named, value)
    else names[named] ??= value
  }
  const { firstName, lastName, ...found } = names
  const name = [firstName, lastName].filter(Boolean).join(' ')
  return {
    found: { ...(name !== '' && { displayName: name }), ...found, ...reading.found },
    left: reading.left,
  }
}

/** Whether a text looks like an id: no space, and a digit, an underscore or hyphens between small letters. */
export function isIdLike(text: string): boolean {
  return (
    /^[\w.:@/+=#~-]+$/.test(text) &&
    !/^https?:/i.test(text) &&
    (/[\d_]/.test(text) || /^[a-z]+(?:-[a-z]+)+$/.test(text))
  )
}

const isOrganizationId = (text: string) =>
  /^(?:org|acct|acc|account|comp|company|team|tenant|ws|workspace|grp|group)[_:-]/i.test(text)

const isCompany = (text: string) =>
  /(?:\b(?:AG|SA|AB|AS|KG|UG|BV|NV|SE|Co|Oy)|\b(?:inc|ltd|llc|llp|gmbh|e\.?v|sarl|sas|srl|s\.?p\.?a|b\.v|plc|corp|company|corporation|group|holding|labs|limited|university|bank))\.?$|株式会社/iu.test(
    text,
  ) && !/^\p{Lu}\p{Ll}+ (?:As|Sa|Ab|Se|Co|Oy)$/u.test(text)

/** Phone numbers, days, amounts, addresses of pages, and words of state. */
const isOther = (text: string) =>
  (/^\+?[\d\s()./-]{6,}$/.test(text) && /[\s()+/]/.test(text)) ||
  /^\d{4}-\d\d-\d\d\b|^\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|^[€$£¥]|^\d[\d.,]*\s?[€$£¥%]$|^https?:/i.test(text) ||
  /^(?:true|false|yes|no|active|inactive|open|closed|pending|new|ja|nein)$/i.test(text)

/** What a cell may be by its looks. */
const kindOf = (at: number, text: string) => {
  if (nothing.test(text)) return 'nothing'
  if (findEmails(text).length > 0 || (at > 0 && isOther(text))) return 'other'
  if (isIdLike(text)) return 'id'
  return /\p{L}/u.test(text) ? 'words' : 'other'
}

/** The fields by what the cells of a row look like and where they stand: an id first, then who, then for whom they work. */
export function fromCells(cells: string[]): Reading {
  const reading: Reading = { found: {}, left: [] }
  const kinds: Record<ReturnType<typeof kindOf>, Cell[]> = { nothing: [], other: [], id: [], words: [] }
  for (const [at, written] of cells.entries()) {
    if (reading.found.email === undefined && addPerson(reading, written)) continue
    const text = toPlainId(written)
    const kind = kindOf(at, text)
    kinds[kind].push({ at, text: kind === 'words' ? withoutQuotes(toPlainName(written)) : text })
  }
  reading.left.push(...kinds.other.map(({ text }) => text))
  const organization = placeIds(reading, kinds.id)
  const [first, ...others] = kinds.words
  const isId = first?.at === 0 && (others.length > 1 || /^[\p{Ll}.]+$/u.test(first.text))
  if (!isId || reading.found.id !== undefined) placeWords(reading, kinds.words, organization)
  else {
    reading.found.id = first.text
    placeWords(reading, others, organization)
  }
  return reading
}

type Cell = { at: number; text: string }

/** Returns where the organization's id stood. */
const placeIds = ({ found, left }: Reading, ids: Cell[]) => {
  const named = ids.find(({ text }) => isOrganizationId(text))
  const others = ids.filter((one) => one !== named)
  const [id, second] = others
  const organization = named ?? second
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
  if (organization) found.organizationName = organization.text
  left.push(...rest.map(({ text }) => text))
}
