import 'server-only'
import { parseEnv } from 'node:util'

import { distance } from 'fastest-levenshtein'

import { SettingsInput } from './catalogue'
import { type Environment, fileNameOf, secretNames } from './environment'

/** A file of settings as @next/env read it; `path` is its name. */
export type SettingsFile = { path: string; contents: string }

const settingNames = Object.keys(SettingsInput.shape)
const ourNames = new Set([...settingNames, ...secretNames.map(fileNameOf)])

/** Names of other programs that look like ours: next-auth reads the one, Kubernetes and Docker set the others for a service called like us. */
const foreign =
  /^AUTH_TRUST_HOST$|_SERVICE_(HOST|PORT)(_[A-Z0-9_]+)?$|_PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?$|_ENV_[A-Z0-9_]+$/

/** How a name of ours begins, where several begin so. */
const families = [...new Set(settingNames.map((name) => name.slice(0, name.indexOf('_') + 1)))].filter(
  (family) => family.length > 4 && settingNames.filter((name) => name.startsWith(family)).length > 1,
)

/** Letters that a slip may change. Short names of other programs would be that near by chance. */
const mostSlips = 2
const leastLength = 6

/** Sentences about set variables that are no settings but look like one, each beginning with the variable's name. */
export function strangeNames(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    if (!value?.trim() || ourNames.has(name) || foreign.test(name)) return []
    const strange = strangeness(name)
    return strange === null ? [] : [`${name} is not a setting of Connect Desk${strange}`]
  })
}

const strangeness = (given: string): string | null => {
  const name = given.toUpperCase()
  if (name.length < leastLength) return null
  const near = nearestTo(name)
  if (near) return `; is ${near} meant?`
  if (settingNames.some((one) => fileNameOf(one) === name)) return '; only secrets can come from a file.'
  const isStart = name.includes('_') && [...ourNames].some((one) => one.startsWith(name))
  return isStart || families.some((family) => name.startsWith(family)) ? ' and is not read.' : null
}

const nearestTo = (name: string) =>
  [...ourNames]
    .filter((one) => one.length >= leastLength)
    .map((one) => ({ one, slips: distance(name, one) }))
    .filter(({ slips }) => slips <= mostSlips)
    .toSorted((a, b) => a.slips - b.slips)[0]?.one

/**
 * Sentences about settings that arrive changed: @next/env puts variables where a `$` stands, in its files and in those
 * values of `before`, the environment that it found, whose names are in a file too. `after` is what came of it.
 */
export function expandedSettings(files: SettingsFile[], before: Environment, after: Environment): string[] {
  const read = files.map(({ path, contents }) => ({ path, values: parseEnv(contents) }))
  return [...ourNames].flatMap((name) => {
    const own = before[name]
    const file = read.find(({ values }) => values[name] !== undefined)
    const said = own ?? file?.values[name]
    if (!file || !said?.includes('$') || said.replaceAll('\\$', '$') === after[name]) return []
    const place = own === undefined ? file.path : `the environment, and in ${file.path}`
    return [
      `${name} in ${place} holds a $ that was taken for the name of another variable: write \\$ instead.`,
    ]
  })
}

/** What stands behind a name on its line, as it is written. */
const assignment = /^\s*(?:export\s+)?([\w.-]+)\s*[=:](.*)$/

/** Whether a value ends where a `#` stands in its midst: behind a space it begins a comment that was meant. */
const isCut = (contents: string, name: string, value: string) =>
  contents.split(/[\r\n]/).some((line) => {
    const [, given, rest = ''] = assignment.exec(line) ?? []
    const written = rest.replaceAll('\\$', '$')
    return (
      given === name &&
      (value === '' ? /^#+[^\s#]/.test(written) : written.trimStart().startsWith(`${value}#`))
    )
  })

/** Sentences about settings that @next/env reads up to a `#` only; `before` is the environment that it found, which counts more. */
export function cutSettings(files: (SettingsFile & { env: Environment })[], before: Environment): string[] {
  return [...ourNames].flatMap((name) => {
    const file = before[name] === undefined ? files.find(({ env }) => env[name] !== undefined) : undefined
    return file && isCut(file.contents, name, file.env[name] ?? '')
      ? [`${name} in ${file.path} holds a #, which begins a comment there: put the value in quotes.`]
      : []
  })
}

/** What a file says of the port comes too late: Next listens before it reads its files. */
export function latePort(files: SettingsFile[], port: string | undefined): string[] {
  return files.flatMap(({ path, contents }) => {
    const said = parseEnv(contents)['PORT']?.trim()
    return said && said !== port ? [`PORT in ${path} comes too late: set it in the environment.`] : []
  })
}
