import 'server-only'
import { isUtf8 } from 'node:buffer'

import type { z } from 'zod'

import { SettingsInput } from './catalogue'
import { factsOf } from './facts'
import { readSmallFile } from './small-file'

export type Environment = Record<string, string | undefined>

/** What is wrong with settings, by their names; never with a value of one. */
export type Problems = Record<string, string[]>

const settingNames = Object.keys(SettingsInput.shape)

/** The settings that can come from a file: the secret ones. */
export const secretNames = Object.entries<z.ZodType>(SettingsInput.shape)
  .filter(([, schema]) => factsOf(schema).seen === 'secret')
  .map(([name]) => name)

/** The setting that names a file with the value of another: what Docker and Kubernetes mount is no part of an environment. */
export function fileNameOf(name: string) {
  return `${name}_FILE`
}

/** More than any setting may be long. */
const mostBytes = 100_000

/**
 * The texts of the settings that say something, without the space around them, those from files included; and what no
 * setting can be, whatever its kind. A text with a problem is not among the texts, only its name among the problems.
 */
export function readTexts(environment: Environment): { texts: Record<string, string>; problems: Problems } {
  const texts: Record<string, string> = {}
  const problems: Problems = {}
  const take = (name: string, from: string, given: string) => {
    const fault = textFault(given)
    if (fault === null) texts[name] = given
    else problems[from] = [fault]
  }
  for (const name of settingNames) {
    const given = environment[name]?.trim()
    if (given) take(name, name, given)
  }
  for (const name of secretNames) {
    const from = fileNameOf(name)
    const path = environment[from]?.trim()
    if (!path) continue
    if (environment[name]?.trim()) {
      problems[from] = [`is set beside ${name}; set only one of them`]
      continue
    }
    const read = readSecretFile(path)
    if ('fault' in read) problems[from] = [read.fault]
    else take(name, from, read.text)
  }
  return { texts, problems }
}

/** Whether a setting is set in one way or the other, well or badly. */
export function isGiven(environment: Environment, name: string) {
  return Boolean(
    environment[name]?.trim() || (secretNames.includes(name) && environment[fileNameOf(name)]?.trim()),
  )
}

const readSecretFile = (path: string): { text: string } | { fault: string } => {
  const read = readSmallFile(path, mostBytes, 'a setting')
  if ('fault' in read) return read
  const text = isUtf8(read.bytes) ? read.bytes.toString().trim() : null
  if (text === null) return { fault: 'names a file that holds no UTF-8 text' }
  return text ? { text } : { fault: 'names an empty file' }
}

/** Container tools read env files to the letter: quotes, and comments behind a value, become a part of it. */
const slips: [RegExp, string][] = [
  [/\p{Cc}/u, 'holds a line break or another control character'],
  [
    /[\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u,
    'holds a character that nobody sees, as copied text does: type it anew',
  ],
  [/(^|\s)#/, 'holds a comment: put that on a line of its own'],
  [
    /^(["'`]).*\1$|^[„‚「『〝＂＇\p{Pi}\p{Pf}].*["'`」』〞〟＂＇\p{Pi}\p{Pf}]$|^["'`].*[＂＇\p{Pi}\p{Pf}]$/u,
    'stands in quotes, which count here: leave them out',
  ],
]

const textFault = (given: string) => slips.find(([pattern]) => pattern.test(given))?.[1] ?? null
