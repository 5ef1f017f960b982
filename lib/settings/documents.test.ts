import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'
import { z } from 'zod'

import { sections } from './catalogue'
import { secretNames } from './environment'
import { factsOf } from './facts'

const root = join(import.meta.dirname, '../..')

/** The settings that people set, by section. */
const documented = Object.entries(sections).flatMap(([title, settings]) => {
  const entries = Object.entries<z.ZodType>(settings).flatMap(([name, schema]) => {
    const { about, isAsked } = factsOf(schema)
    const fallback = z.union([z.string(), z.number()]).safeParse(schema.safeParse(undefined).data)
    return about === null ? [] : [{ name, about, isAsked, fallback: String(fallback.data ?? '') }]
  })
  return entries.length > 0 ? [{ title, entries }] : []
})

/** The words of a text as lines of comment, each at most 118 characters long. */
const toComment = (text: string) =>
  text.split(' ').reduce((lines, word) => {
    const last = lines.slice(lines.lastIndexOf('\n') + 1)
    return last.length + 1 + word.length > 118 ? `${lines}\n# ${word}` : `${lines} ${word}`
  }, '#')

const head = [
  'Copy to .env.local and fill in. Without NANGO_API_KEY Connect Desk runs its sandbox and needs nothing of this.',
  'Comments stand on lines of their own: where a container tool reads this file, what stands behind a value belongs to it, and so do quotes.',
  'In .env.local write \\$ for a $, which else begins the name of a variable, in quotes too; a value with a # stands in quotes, or ends there. Container tools have rules of their own.',
  `A secret can come from a file: add _FILE to the name, as in NEXTAUTH_SECRET_FILE=/run/secrets/nextauth. The secrets: ${secretNames.join(', ')}.`,
]

// `npx vitest run -u --config lib/testing/vitest.config.ts lib/settings/documents` writes both.
it('.env.example is what the catalogue says, with no comment behind a value', () => {
  const example = documented.map(({ title, entries }) =>
    [
      `# ---- ${title} ----`,
      ...entries.map(
        ({ name, about, isAsked, fallback }) =>
          `${toComment(about)}\n${isAsked ? '' : '# '}${name}=${fallback}`,
      ),
    ].join('\n\n'),
  )
  return expect([head.map(toComment).join('\n'), ...example].join('\n\n') + '\n').toMatchFileSnapshot(
    join(root, '.env.example'),
  )
})

it('the table of .github/settings.md is what the catalogue says', () => {
  const rows = documented
    .flatMap(({ entries }) => entries)
    .map(
      ({ name, about, fallback }) =>
        `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${about.replaceAll('|', '\\|')} |`,
    )
  const page = readFileSync(join(root, '.github/settings.md'), 'utf8')
  const table = /\| setting \| default \| what it is \|\n\| --- \| --- \| --- \|\n(\|.*\n)*/
  expect(page).toMatch(table)
  const fresh = page.replace(
    table,
    () => `| setting | default | what it is |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
  )
  return expect(fresh).toMatchFileSnapshot(join(root, '.github/settings.md'))
})
