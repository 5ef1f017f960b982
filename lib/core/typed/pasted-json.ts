import { emailsIn, nothing } from './pasted-fields'
import { countLabels, type Labelled, type Named, readLabel } from './pasted-labels'

/**
 * What a customer in JSON says of itself, by label, and how many customers there were. It is named where its place or its keys
 * say that it is one.
 */
export type PastedJson = { labelled: Labelled; rows: number; isNamed: boolean }

/** More than a ticket with all its fields. */
const mostRead = 100_000

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Numbers as they are written: JavaScript would round an id of 17 digits, and write others anew. */
const withTexts = (json: string) =>
  json.replaceAll(/"(?:[^"\\]|\\.)*(?:"|$)|-?\d[\w.+-]*/g, (one) => (one.startsWith('"') ? one : `"${one}"`))

const parse = (text: string): unknown => {
  try {
    return JSON.parse(withTexts(text))
  } catch {
    return undefined
  }
}

/** JSON, a piece of an object without its braces, or an object in each line. */
const parseAny = (text: string): unknown => {
  const bare = text.trim().replace(/,$/, '')
  const whole = parse(bare)
  if (whole !== undefined) return whole
  if (bare.startsWith('"')) return parse(`{${bare}}`)
  const lines = bare.split(/[\r\n]+/).map((line) => parse(line.replace(/,\s*$/, '')))
  return lines.every(isObject) ? lines : undefined
}

/** Keys of who a customer may be, the surest first. */
const people = [
  'customer',
  'requester',
  'end user',
  'user',
  'contact',
  'client',
  'member',
  'reported by',
  'submitted by',
  'from',
]
/** Keys of what holds a customer and says nothing of it. */
const wrappers =
  /^(?:data|objects?|results?|records?|items?|rows|hits|values?|payload|body|response|resource|entity|node|edges|content|source)$/
/** Keys of what belongs to an object that says who it is. */
const partsOfPerson = /^(?:info|details|personal)$/
/** Keys of what is about a customer, and has an id and a name of its own. */
const abouts =
  /^(?:ticket|conversation|issue|case|event|detail|request|message|order|invoice|subscription|session|deal|task|current|new)s?$/
/** Keys of what belongs to the object that has it. */
const parts =
  /^(?:attributes|properties|profile|fields|traits|name|(?:customer|user|contact|requester|client) ?(?:details|info))$/

const toKey = (key: string) =>
  key
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|[_-]+/gu, ' ')
    .toLowerCase()
    .trim()

const nestedIn = (json: Json) =>
  Object.keys(json).filter((key) => isObject(json[key]) || Array.isArray(json[key]))

/** Of several people in a list beside other things nobody knows which one is the customer. */
const personIn = (json: Json): unknown => {
  const keys = nestedIn(json)
  const wanted = people.flatMap((one) => keys.filter((key) => [one, `${one}s`].includes(toKey(key))))
  const isOne = (value: unknown) => Array.isArray(value) && (value.length === 1 || keys.length === 1)
  return wanted.map((key) => json[key]).find((value) => isObject(value) || (isOne(value) && !isPerson(json)))
}

/** The one thing that a list has, or that is no list. */
const onlyOne = (value: unknown): unknown => {
  const list = isObject(value) && Array.isArray(value['data']) ? value['data'] : value
  return Array.isArray(list) ? (list.length === 1 ? list[0] : undefined) : list
}

/** No id, name or address is longer; descriptions are. */
const mostValue = 500

const readOrganization = (json: Json): Labelled =>
  Object.entries(json).flatMap(([key, value]): Labelled => {
    const named = readLabel(`organization ${key}`)
    return typeof value === 'string' && (named === 'company' || named === 'organizationId')
      ? [[named, value]]
      : []
  })

/** A list with one address in it, such as `[{ "value": "zoe@example.com" }]`. */
const readEmails = (value: unknown): Labelled => {
  const written = JSON.stringify(value)
  const [email, ...more] = written.length > mostValue ? [] : emailsIn(written)
  return email === undefined || more.length > 0 ? [] : [['email', email]]
}

const readNested = (key: string, value: unknown, isOfPerson: boolean): Labelled => {
  if (readLabel(key) === 'email') return readEmails(value)
  const only = onlyOne(value)
  if (!isObject(only)) return []
  const singular = key.replace(/ies$/, 'y').replace(/s$/, '')
  if (readLabel(singular) === 'company') return readOrganization(only)
  const isPart = parts.test(toKey(key)) || (isOfPerson && partsOfPerson.test(toKey(key)))
  return isPart ? readTexts(only, key === 'name' ? ' name' : '') : []
}

const readTexts = (json: Json, behind = ''): Labelled =>
  Object.entries(json).flatMap(([key, value]): Labelled =>
    typeof value === 'string' && value.length <= mostValue
      ? [[readLabel(key + behind) ?? readLabel(key), value]]
      : [],
  )

/** What an object says of itself, with what belongs to it; whatever else stands in it is of somebody else. */
const readOwn = (json: Json): Labelled => {
  const texts = readTexts(json)
  const isOfPerson = saysWho(texts)
  return [...texts, ...nestedIn(json).flatMap((key) => readNested(key, json[key], isOfPerson))]
}

const has = (labelled: Labelled, ...named: Named[]) =>
  labelled.some(([one, value]) => one !== null && named.includes(one) && !nothing.test(value))

const saysWho = (texts: Labelled) => has(texts, 'email', 'anyName', 'displayName', 'firstName', 'lastName')

/** Whether an object says who it is. */
const isPerson = (json: Json) => saysWho(readTexts(json))

const saysWhose = (key: string) => people.some((one) => toKey(key).startsWith(one))

const only = (json: Json, isMeant: (key: string) => boolean) =>
  readOwn(Object.fromEntries(Object.entries(json).filter(([key]) => isMeant(key))))

/** Whether it is about a customer: it has an id of its own beside theirs, and no address. */
const isAboutThem = (json: Json) => {
  const own = only(json, (key) => !saysWhose(key))
  return has(own, 'anyId') && !has(own, 'email') && has(only(json, saysWhose), 'id', 'person')
}

const isTheirs = (key: string) => saysWhose(key) || readLabel(key) === 'id'

/** Of what is about a customer only that counts which says whose it is. */
const readAlone = (json: Json, isAbout: boolean): PastedJson | null => {
  const labelled = isAbout || 'subject' in json || isAboutThem(json) ? only(json, isTheirs) : readOwn(json)
  return countLabels(labelled) === 0 ? null : { labelled, rows: 1, isNamed: has(labelled, 'id', 'person') }
}

/** Nobody nests one customer deeper. */
const mostLevels = 8

const findCustomer = (json: unknown, isAbout = false, level = 0): PastedJson | null => {
  if (level > mostLevels) return null
  if (Array.isArray(json)) return findFirst(json, isAbout, level)
  return isObject(json) ? findIn(json, isAbout, level) : null
}

const findFirst = (list: unknown[], isAbout: boolean, level: number) => {
  const first = findCustomer(list[0], isAbout, level + 1)
  return first && { ...first, rows: list.length > 1 ? list.length : first.rows }
}

const valueOf = (labelled: Labelled, named: Named) => labelled.find(([one]) => one === named)?.[1]

/** What the object around a person says of them: their id and company, where it is not something with an id itself. */
const readBeside = (json: Json, key: string, person: Labelled): Labelled => {
  const own = readOwn(json)
  const isNameless = !has(person, 'id', 'anyId', 'anyName', 'displayName', 'firstName', 'lastName')
  const isApart = isNameless && isPerson(json) && !has(own, 'email') && !('subject' in json)
  if (toKey(key) === 'contact' && isApart) return own
  if (has(own, 'anyId') || isPerson(json)) return []
  const isSame = valueOf(person, 'organizationId') === valueOf(own, 'organizationId')
  const ids = has(person, 'id', 'anyId') ? [] : only(json, (one) => toKey(one) === `${toKey(key)} id`)
  const isOfCompany = !has(person, 'company', 'organizationId') || isSame
  return [
    ...ids.filter(([named]) => named === 'id'),
    ...own.filter(([named]) => isOfCompany && (named === 'company' || named === 'organizationId')),
  ]
}

const findIn = (json: Json, isAbout: boolean, level: number): PastedJson | null => {
  const written = personIn(json)
  const person = findCustomer(written, false, level + 1)
  if (person) {
    const key = Object.keys(json).find((one) => json[one] === written) ?? ''
    const beside = isAbout ? [] : readBeside(json, key, person.labelled)
    return { ...person, labelled: [...person.labelled, ...beside], isNamed: true }
  }
  const own = readAlone(json, isAbout)
  return own && has(own.labelled, 'email') ? own : (findWithin(json, level) ?? own)
}

/** Tags by which a customer is found again, as programs write them; others have names of their own. */
const isOfTags = (key: string, value: unknown) =>
  key === 'tags' && isObject(value) && Object.keys(value).some(saysWhose)

/** In what holds a customer; an object with a name is rather one itself, unless the one within has an address. */
const findWithin = (json: Json, level: number): PastedJson | null => {
  for (const key of nestedIn(json)) {
    const isAbout = abouts.test(toKey(key))
    const found =
      isAbout || wrappers.test(toKey(key)) || isOfTags(key, json[key])
        ? findCustomer(json[key], isAbout, level + 1)
        : null
    if (found && (!isPerson(json) || has(found.labelled, 'email'))) return found
  }
  return null
}

/**
 * The customer in JSON; null where nobody is sure to be one. Undefined for any other text, and for one of more than 100,000
 * characters.
 */
export function readPastedJson(text: string): PastedJson | null | undefined {
  const json = text.length > mostRead ? undefined : parseAny(text)
  return json === undefined ? undefined : findCustomer(json)
}
