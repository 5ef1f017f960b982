import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** A source file of the project: its path from the root, its text, and the files it imports. */
export type Source = {
  path: string
  text: string
  lines: number
  imports: string[]
  runtimeImports: string[]
  /** Those that are loaded when they are used first. */
  lateImports: string[]
}

const isSource = (path: string) =>
  /^(app|components|lib|e2e)\/.*\.(tsx?|css)$|^[a-z-]+(\.config)?\.ts$/.test(path)
const isTest = (path: string) => /\.test\.ts$|^e2e\/|\/testing\//.test(path)

const readTree = () =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => isSource(path) && existsSync(join(root, path)))

const importPattern =
  /(?:^|\n)(?:import|export) (type )?(?:[^'";]*? from )?'([^'\n]+)'|import\('([^'\n]+)'\)/g

const resolve = (from: string, specifier: string, paths: Set<string>) => {
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? posix.join(posix.dirname(from), specifier)
      : null
  if (base === null) return null
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => paths.has(path)) ?? null
}

/** Every source file git knows or would take, tests too, with its imports resolved to paths of the same list. */
export function readSources(): Map<string, Source> {
  const paths = new Set(readTree())
  return new Map(
    [...paths].map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      const found = [...text.matchAll(importPattern)].flatMap(([, type, named, dynamic]) => {
        const target = resolve(path, named ?? dynamic ?? '', paths)
        return target === null ? [] : [{ target, isType: type !== undefined, isLate: dynamic !== undefined }]
      })
      return [
        path,
        {
          path,
          text,
          lines: text.split('\n').length - 1,
          imports: [...new Set(found.map(({ target }) => target))],
          runtimeImports: [...new Set(found.flatMap(({ target, isType }) => (isType ? [] : [target])))],
          lateImports: found.flatMap(({ target, isLate }) => (isLate ? [target] : [])),
        },
      ]
    }),
  )
}

/** The part of the tree that ships: no tests, nothing that serves only tests. */
export const withoutTests = (sources: Map<string, Source>): Source[] =>
  [...sources.values()].filter(({ path }) => !isTest(path))

/** Groups of files that import each other in a circle, type imports counted (Tarjan's strongly connected components). */
export function findCircles(sources: Map<string, Source>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (path: string) => {
    order.set(path, order.size)
    low.set(path, order.size - 1)
    stack.push(path)
    for (const next of sources.get(path)?.imports ?? []) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) low.set(path, Math.min(low.get(path) ?? 0, low.get(next) ?? 0))
    }
    if (low.get(path) !== order.get(path)) return
    const circle = stack.splice(stack.indexOf(path))
    if (circle.length > 1) circles.push(circle)
  }
  for (const path of sources.keys()) if (!order.has(path)) visit(path)
  return circles
}

/** The paths from `from` on, in the order of a shortest chain of imports to a file for which `isEnd` holds; null: none. */
export function shortestChain(
  sources: Map<string, Source>,
  from: string,
  isEnd: (source: Source) => boolean,
): string[] | null {
  const before = new Map<string, string | null>([[from, null]])
  for (const path of before.keys()) {
    const source = sources.get(path)
    if (!source) continue
    if (path !== from && isEnd(source)) {
      const chain: string[] = []
      for (let at: string | null = path; at !== null; at = before.get(at) ?? null) chain.unshift(at)
      return chain
    }
    for (const next of source.imports) if (!before.has(next)) before.set(next, path)
  }
  return null
}

/** The files that the browser may load: what a `'use client'` file reaches without type imports and server actions. */
export function findBrowserFiles(sources: Map<string, Source>): Set<string> {
  const found = new Set<string>()
  const visit = (path: string) => {
    const source = sources.get(path)
    if (!source || found.has(path) || source.text.startsWith(`'use server'`)) return
    found.add(path)
    source.runtimeImports.forEach(visit)
  }
  for (const { path, text } of sources.values()) if (text.startsWith(`'use client'`)) visit(path)
  return found
}
