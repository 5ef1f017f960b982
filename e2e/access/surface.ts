import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { z } from 'zod'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** `app/(desk)/links/[id]/page.tsx` → `/links/[id]`. */
const toPattern = (file: string) =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`

const filesNamed = (name: string, folder = 'app') =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter((path) => path.endsWith(`/${name}`))

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Every page, as `page /links/[id]`, from the file system. */
export const listPages = () => filesNamed('page.tsx').map((file) => `page ${toPattern(file)}`)

/** Every route file's address, with the methods that it exports. */
export const listRoutes = () =>
  filesNamed('route.ts').map((file) => {
    const exported = [...read(file).matchAll(/^export .*$/gm)].join('\n')
    const found = methods.filter((method) => new RegExp(`\\b${method}\\b`).test(exported))
    return { pattern: toPattern(file), methods: found }
  })

/** Every address that the build serves; the ones that Next makes itself are left out. */
export const listBuiltPatterns = () =>
  Object.values(
    z.record(z.string(), z.string()).parse(JSON.parse(read('.next/app-path-routes-manifest.json'))),
  ).filter((pattern) => !/^\/(_global-error|_not-found|icon\.svg)$/.test(pattern))

const Manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
  edge: z.record(z.string(), z.never()),
})

export type BuiltAction = { id: string; name: string; file: string; pages: string[] }

/** Every server action that can be called, from the build. */
export const listBuiltActions = (): BuiltAction[] =>
  Object.entries(Manifest.parse(JSON.parse(read('.next/server/server-reference-manifest.json'))).node).map(
    ([id, { filename, exportedName, workers }]) => ({
      id,
      name: exportedName,
      file: filename,
      pages: Object.keys(workers).map(toPattern),
    }),
  )

/** Every action that a file of actions exports, as `lib/staff/sign-in/actions.ts signInAction`. */
export const listWrittenActions = () =>
  filesNamed('actions.ts', 'lib').flatMap((file) =>
    [...read(file).matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => `${file} ${name}`),
  )
