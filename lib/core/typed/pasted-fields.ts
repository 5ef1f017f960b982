import type { CustomerField } from '../customer-fields'
import { findEmails, readEmail } from './email-text'
import { isKnown, type Labelled, type Named, readLabel } from './pasted-labels'
import { toPlainId, toPlainName, withoutQuotes } from './plain-text'

/** What was found for each field, and what is of no use. */
export type Reading = { found: Partial<Record<CustomerField, string>>; left: string[] }

/** What a cell has in which there is nothing. */
export const nothing =
  /^(?:[-–—.]+|n\/?a|#n\/a|#nv|#\p{Lu}[\p{Lu}\d/]*[!?]|null|none|nil|undefined|\(blank\)|\(empty\))?$/iu

/** Every address in a text of any length: words without an @ are not looked through from each of their letters. */
export function emailsIn(text: string): string[] {
  const words = text.split(/[\s,;|]/).filter((word) => word.includes('@'))
  return findEmails(words.join(' '))
}

/** Whether a text looks like an id: no space, and a digit, an underscore or hyphens between small letters. */
export function isIdLike(text: string): boolean {
  return (
    /^[\p{L}\p{M}\p{N}_.:@/+=#~|!*%{}-]+$/u.test(text) &&
    !/^https?:/i.test(text) &&
    (/[\p{N}_]/u.test(text) || /^[a-z]+(?:-[a-z]+)+$/.test(text) || /^[\w-]+\|/.test(text))
  )
}

/** Whether an id says that it is an organization's. */
export function isOrganizationId(text: string): boolean {
  return /^(?:org|acct|acc|account|comp|company|team|tenant|ws|workspace|grp|group)[_:-]\S+$/i.test(text)
}

/** What a spreadsheet or a program makes of an id of many digits: the others are lost. */
export function isRounded(text: string): boolean {
  return /^\d(?:[.,]\d+)?e\+\d+$/i.test(text)
}

/** A name without the quotes around all of it; those around a part of it belong to it. */
export function withoutPair(text: string): string {
  const bare = withoutQuotes(text)
  const [before = '', after = ''] = text.split(bare, 2)
  const isWhole = before !== '' && after !== '' && !/["“”„«»「」『』]/.test(bare)
  return isWhole && bare !== '' ? bare : text
}

/** Between a name and an address: dashes, dots, strokes, arrows. */
const between = String.raw`[\s,:;|/\\·•∙‧・⸱*_\p{Pd}\p{Sm}\u25A0-\u25FF\u2794-\u27BF]`
const ends = new RegExp(`^${between}+|(?<!${between})${between}+$`, 'gu')

/** A brand such as `3M` or `Company24` is rather a name where an address stands beside it. */
const isBrand = (text: string) => /^(?:\p{Lu}\p{L}+\d{1,4}|\d{1,3}(?:\p{Lu}|\p{L}{3})\p{L}*)$/u.test(text)

/** What stands around the one address in a text, such as the name in `Zoe <zoe@example.com>`, or an id. */
const readAround = ({ found }: Reading, written: string, email: string) => {
  const sides = toPlainName(written)
    .split(email, 2)
    .map((side) => toName(side.replaceAll(/mailto:|[<>[\](){}"“”«»|;]/gi, ' ')))
  const id = sides.find((side) => isIdLike(side) && !isBrand(side))
  const name = sides.find((side) => side !== '' && side !== id)
  if (id !== undefined) found.id ??= id
  if (name !== undefined) found.displayName ??= name
}

/** `Zoe Email` before an address is Zoe. */
const withoutLabel = (name: string) => {
  const { before = name, label = '' } = /^(?<before>.+)\s(?<label>\S+)$/u.exec(name)?.groups ?? {}
  return readLabel(label) === 'email' ? before.replaceAll(ends, '') : name
}

const toName = (written: string) => {
  const name = withoutLabel(written.replaceAll(ends, ''))
  return /[\p{L}\p{N}]/u.test(name) && !isKnown(readLabel(name)) ? name : ''
}

/** Puts a person's address and name where they belong; false where the text has no address, or several. */
export function addPerson(reading: Reading, text: string): boolean {
  const [email, ...more] = emailsIn(text)
  if (email === undefined || more.length > 0) return false
  reading.found.email ??= email
  readAround(reading, text, email)
  return true
}

const saysAt = /[@＠]|[([{]\s*at\s*[)\]}]|\sat\s.*\sdot\s/i

/** An address with a slip in it, or written in words. An id may have an @ too, but no dot behind it. */
const isMeant = (text: string) => {
  if (!saysAt.test(text) || emailsIn(text).length > 0) return false
  const isOne = /^[^\s@]+@[^\s@]*\p{L}[^\s@]*$/u.test(text)
  return readEmail(text).offers.length === 1 || (isOne && (/@.*[.,]/.test(text) || !isIdLike(text)))
}

/** Where an address was meant, it goes to its field as it was written: there the right one is offered. False for any other text. */
export function addMeant({ found }: Reading, text: string): boolean {
  const { before = '', inside = text } = /^(?<before>[^<>]*)<(?<inside>[^<>]+)>\s*$/.exec(text)?.groups ?? {}
  const written = toPlainId(inside)
  if (!isMeant(written)) return false
  found.email ??= written
  const name = toName(toPlainName(before))
  if (name !== '') found.displayName ??= name
  return true
}

/** `Zoe (cust_42)` and `42 / Zoe`: false for what is no name with an id. */
export function addNamedId({ found }: Reading, text: string): boolean {
  const parts = text.split(/[()[\]/|·•–—,]|\s-\s/).map((part) => part.trim().replace(/^#(?=\d)/, ''))
  const [id, name, ...more] = parts
    .filter(Boolean)
    .toSorted((a, b) => Number(isIdLike(b)) - Number(isIdLike(a)))
  if (id === undefined || name === undefined || more.length > 0 || !isIdLike(id) || isIdLike(name))
    return false
  found.id ??= id
  found.displayName ??= name
  return true
}

/** Whether a text is of another person than the one who was found. */
const isSecond = ({ found }: Reading, named: Named, text: string) => {
  const second: Reading = { found: {}, left: [] }
  if (!addPerson(second, text)) return false
  const { email, displayName = found.displayName } = second.found
  const isNamedOther =
    named === 'person' && found.displayName !== undefined && displayName !== found.displayName
  return isNamedOther || (found.email !== undefined && email !== found.email)
}

/** Where a person stands: by name and address, or by what is like an id. */
const readPerson = (reading: Reading, named: Named, value: string) => {
  if (isSecond(reading, named, value)) reading.left.push(value)
  else if (!addPerson(reading, value) && !addMeant(reading, value)) readName(reading, named, value)
}

const readName = (reading: Reading, named: Named, value: string) => {
  if (named === 'email') reading.left.push(value)
  else if (named === 'person' && isIdLike(value)) reading.found.id ??= value
  else if (named !== 'person' || !addNamedId(reading, value)) reading.found.displayName ??= value
}

const isOfPerson = (named: Named) => ['email', 'displayName', 'anyName', 'person'].includes(named)

/** `"Zoe",` as JSON and programs write it, without what they write around it. */
const toValue = (written: string) => withoutPair(written.trim().replace(/^(["'`].*["'`])[,;]$/, '$1'))

/** A company by its name, or by its id where that stands under the label of its name. */
export function placeOrganization(found: Reading['found'], text: string) {
  if (isIdLike(text) && isOrganizationId(text)) found.organizationId ??= text
  else found.organizationName ??= text
}

/** An id of which nothing is said may be a company's. */
const placeId = (id: string | undefined): Reading['found'] => {
  if (id === undefined) return {}
  return /^org[_:-]/i.test(id) ? { organizationId: id } : { id }
}

const isId = (named: Named | null) => named === 'id' || named === 'anyId' || named === 'organizationId'

/** The fields by what their labels say; the first one of each counts. The id of a ticket is none of its customer. */
export function fromLabels(labelled: Labelled): Reading {
  const reading: Reading = { found: {}, left: [] }
  const names: Partial<Record<Named, string>> = {}
  const isTicket = labelled.some(([named]) => named === 'ticket')
  for (const [named, written] of labelled) {
    const value = toValue(written)
    const isIdle = !isKnown(named) || (isId(named) && isRounded(value)) || (isTicket && named === 'anyId')
    if (nothing.test(value)) continue
    if (isIdle) reading.left.push(value)
    else if (isOfPerson(named)) readPerson(reading, named, value)
    else names[named] ??= value
  }
  return { found: merge(reading.found, names), left: reading.left }
}

/** What a label says counts before what was found in passing. */
const merge = (found: Reading['found'], names: Partial<Record<Named, string>>): Reading['found'] => {
  const { id, organizationId, firstName, lastName, otherEmail, otherName = '' } = names
  const displayName = [firstName, lastName].filter(Boolean).join(' ') || otherName
  const beside: Reading = { found: {}, left: [] }
  if (otherEmail !== undefined) addPerson(beside, otherEmail)
  const { email } = beside.found
  const ofCompany: Reading['found'] = {}
  if (names.company !== undefined) placeOrganization(ofCompany, names.company)
  return {
    ...(displayName !== '' && { displayName }),
    ...(email !== undefined && { email }),
    ...ofCompany,
    ...placeId(names.anyId),
    ...found,
    ...(organizationId !== undefined && { organizationId }),
    ...(id !== undefined && { id }),
  }
}
