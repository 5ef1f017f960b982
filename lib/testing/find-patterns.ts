import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseAst } from 'vitest/node'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')

/** A regular expression of the project, and the file that it stands in. */
export type Pattern = { file: string; source: string; flags: string }

const isSource = (path: string) => /\.tsx?$/.test(path) && !/\.(test|spec|d)\.ts$|^lib\/testing\//.test(path)

const listSources = () => [
  ...['app', 'components', 'lib']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (path) => `${folder}/${path}`,
      ),
    )
    .filter(isSource),
  'proxy.ts',
  'instrumentation.ts',
]

const Literal = z.object({
  type: z.literal('Literal'),
  regex: z.object({ pattern: z.string(), flags: z.string() }),
})
/** A pattern that travels as a text, such as one of an input. */
const Written = z.object({
  type: z.literal('Property'),
  key: z.object({ name: z.literal('pattern') }),
  value: z.object({ type: z.literal('Literal'), value: z.string() }),
})
const Built = z.object({
  type: z.enum(['NewExpression', 'CallExpression']),
  callee: z.object({ name: z.literal('RegExp') }),
})

/** Every regular expression in the sources, and the files in which some are made of texts. */
export const findPatterns = (): { patterns: Pattern[]; builders: string[] } => {
  const patterns: Pattern[] = []
  const builders = new Set<string>()
  const visit = (node: unknown, file: string) => {
    if (typeof node !== 'object' || node === null) return
    const literal = Literal.safeParse(node).data?.regex
    const written = Written.safeParse(node).data?.value.value
    if (literal) patterns.push({ file, source: literal.pattern, flags: literal.flags })
    if (written) patterns.push({ file, source: written, flags: '' })
    if (Built.safeParse(node).success) builders.add(file)
    for (const part of Object.values(node)) visit(part, file)
  }
  for (const file of listSources()) {
    const lang = file.endsWith('x') ? 'tsx' : 'ts'
    visit(parseAst(readFileSync(join(root, file), 'utf8'), { lang }), file)
  }
  return { patterns, builders: [...builders] }
}
