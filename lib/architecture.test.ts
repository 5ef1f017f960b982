import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { measureArchitecture } from './testing/architecture-figures'
import { findBrowserFiles, readSources, withoutTests } from './testing/source-graph'

const sources = readSources()
const files = [...sources.values()]
const shipped = withoutTests(sources)
const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')
const firstLine = (text: string) => text.split('\n', 1)[0] ?? ''
const isBarrel = (path: string) => /^index\.tsx?$/.test(basename(path))
const outside = (folder: RegExp, pattern: RegExp) =>
  shipped.filter(({ path, text }) => pattern.test(text) && !folder.test(path)).map(({ path }) => path)

/** The nouns, lowest first: imports go downwards only. */
const nouns = [
  'audit',
  'customers',
  'integrations',
  'mail',
  'handoff',
  'links',
  'messages',
  'visits',
  'presets',
  'connections',
  'webhooks',
  'api-keys',
  'staff',
  'status',
]
const platform = ['core', 'settings', 'log.ts', 'telemetry', 'db', 'nango', 'ctx.ts']
const edges = ['api', 'guards', 'process']
const order = [...platform, ...nouns, ...edges]
const roomOf = (path: string) => path.split('/')[1] ?? ''
const isNoun = (path: string) => path.startsWith('lib/') && nouns.includes(roomOf(path))
/** What is shared by everybody, the browser too. */
const isShared = (path: string) => /^lib\/(core\/|[a-z-]+\/(schema|view|words|events)(\/|\.ts))/.test(path)
const isAction = (path: string) => path.endsWith('/actions.ts')
const isWords = (path: string) => path.endsWith('/words.ts')

describe('where code may run', () => {
  it('lib says server-only first, but for what is shared with the browser, the sandbox and the tests', () => {
    const silent = shipped.filter(
      ({ path, text }) =>
        path.startsWith('lib/') &&
        !isShared(path) &&
        !isAction(path) &&
        !/^lib\/sandbox\/|\.config\.ts$|\.d\.ts$/.test(path) &&
        firstLine(text) !== `import 'server-only'`,
    )
    expect(silent.map(({ path }) => path)).toEqual([])
  })
  it('the browser loads no zod: what it runs of a noun stands in view, words and fields', () => {
    const inBrowser = findBrowserFiles(sources)
    const heavy = shipped.filter(
      ({ path, text }) => inBrowser.has(path) && /^import (?!type).* from 'zod'$/m.test(text),
    )
    expect(heavy.map(({ path }) => path)).toEqual([])
  })
  it('a file is actions.ts if and only if it says so', () => {
    const wrong = shipped.filter(
      ({ path, text }) => isAction(path) !== firstLine(text).startsWith(`'use server'`),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
})

describe('the rooms', () => {
  it('a room imports only lower rooms; words, which import nothing of a room, are for all', () => {
    const upwards = shipped.flatMap(({ path, imports }) =>
      path.startsWith('lib/') && !isAction(path) && order.includes(roomOf(path))
        ? imports
            .filter(
              (target) =>
                target.startsWith('lib/') &&
                !isWords(target) &&
                order.indexOf(roomOf(target)) > order.indexOf(roomOf(path)),
            )
            .map((target) => `${path} -> ${target}`)
        : [],
    )
    expect(upwards).toEqual([])
  })
  it('words of what a lower room knows too import no other room', () => {
    const lent = new Set(
      shipped.flatMap(({ path, imports }) =>
        imports.filter(
          (target) =>
            isWords(target) &&
            order.includes(roomOf(path)) &&
            order.indexOf(roomOf(target)) > order.indexOf(roomOf(path)),
        ),
      ),
    )
    const talkative = shipped.filter(
      ({ path, imports }) => lent.has(path) && imports.some((target) => !target.startsWith('lib/core/')),
    )
    expect(talkative.map(({ path }) => path)).toEqual([])
  })
  it('a store, and the calls to Nango of a noun, are for the noun alone', () => {
    const foreign = shipped.flatMap(({ path, imports }) =>
      imports
        .filter((target) => /^lib\/[a-z-]+\/(store|nango)(\/|\.ts)/.test(target) && isNoun(target))
        .filter((target) => !path.startsWith(`lib/${roomOf(target)}/`))
        .map((target) => `${path} -> ${target}`),
    )
    expect(foreign).toEqual([])
  })
  it('components know components, actions and what is shared', () => {
    const wrong = shipped.flatMap(({ path, imports }) =>
      path.startsWith('components/')
        ? imports
            .filter((target) => !target.startsWith('components/') && !isShared(target) && !isAction(target))
            .map((target) => `${path} -> ${target}`)
        : [],
    )
    expect(wrong).toEqual([])
  })
  it('nothing below app imports app', () => {
    const wrong = shipped.filter(
      ({ path, imports }) => !path.startsWith('app/') && imports.some((target) => target.startsWith('app/')),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
  it('a noun has the files of the vocabulary and verbs, whose first word begins a function that they export', () => {
    const odd = shipped.flatMap(({ path, text }) => {
      // What next-auth asks for is named after its words.
      if (!isNoun(path) || path.startsWith('lib/staff/sign-in/')) return []
      const inside = path.split('/').slice(2).join('/')
      if (/^((schema|store|nango|events|texts)(\/[a-z-]+)?|view|words|actions)\.ts$/.test(inside)) return []
      const verb = /^([a-z]+)[a-z-]*\.ts$/.exec(inside)?.[1]
      const exported = [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name = '']) => name)
      return verb !== undefined && exported.some((name) => name.startsWith(verb)) ? [] : [path]
    })
    expect(odd).toEqual([])
  })
  it('no server action stands anywhere else', () => {
    const inline = shipped.filter(({ path, text }) => !isAction(path) && /^\s*['"]use server['"]/m.test(text))
    expect(inline.map(({ path }) => path)).toEqual([])
  })
  it('every exported action is created by staffAction', () => {
    // A form that works without script gives back what was posted: it asks its guard itself.
    const others = ['createLinkAction']
    const exported = shipped
      .filter(({ path }) => isAction(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^export .*?(\w*)(?: = (\w+)\(|\(|$)/gm)].map(([, name, by]) => ({
          path,
          name,
          by,
        })),
      )
    expect(exported.filter(({ name = '', by }) => by !== 'staffAction' && !others.includes(name))).toEqual([])
    expect(exported.length).toBeGreaterThan(15)
    for (const { path, text } of shipped.filter((file) => isAction(file.path)))
      expect(text, path).toContain(`from '@/lib/guards/`)
  })
})

describe('one way to do a thing', () => {
  it('only lib/nango knows the SDK', () =>
    expect(outside(/^lib\/(nango|sandbox)\//, /from '@nangohq\/node'/)).toEqual([]))
  it('only lib/db and the stores know drizzle and the drivers', () =>
    expect(
      outside(/^lib\/(db\/|[a-z-]+\/store(\/|\.ts))/, /from '(drizzle-|@electric-sql|postgres')/),
    ).toEqual([]))
  it('only lib/staff/sign-in knows next-auth', () =>
    expect(outside(/^lib\/staff\/sign-in\//, /from 'next-auth/)).toEqual([]))
  it('only guards and the process make a context', () =>
    expect(outside(/^lib\/(guards|process)\//, /new (Staff|Key|Actor|Desk)Ctx\(/)).toEqual([]))
  it('addresses are functions of lib/core/routes.ts', () =>
    expect(outside(/^(lib|e2e)\//, /(href|action|src)=("\/|\{`\/|\{'\/)/)).toEqual([]))
})

describe('the size of things', () => {
  it.each(measureArchitecture(sources))('$what: at most $limit', ({ value, limit, places }) => {
    expect(value, places.join('\n')).toBeLessThanOrEqual(limit)
  })
  it('has no test above 250 lines', () =>
    expect(
      files.filter(({ lines, path }) => lines > 250 && !path.endsWith('.css')).map(({ path }) => path),
    ).toEqual([]))
  it('has no folder of lib or components with more than 25 files', () => {
    const counts = new Map<string, number>()
    for (const { path } of shipped)
      if (/^(lib|components)\//.test(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count > 25)).toEqual([])
  })
})

describe('the lockfile', () => {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.looseObject({ integrity: z.string().optional() })) })
    .parse(JSON.parse(read('package-lock.json')))
  const entries = Object.entries(packages).filter(([path]) => path !== '')

  it('has a checksum for every package', () => {
    expect(entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
    expect(entries.length).toBeGreaterThan(300)
  })
  it('names no registry', () => expect(entries.filter(([, entry]) => 'resolved' in entry)).toEqual([]))
})

describe('names', () => {
  it('has no drawers', () =>
    expect(
      files.filter(({ path }) => /(^|\/)(utils?|helpers?|misc|common|manager)(\/|\.)/.test(path)),
    ).toEqual([]))
  it('has no barrels', () => expect(files.filter(({ path }) => isBarrel(path))).toEqual([]))
  it('is kebab-case', () =>
    expect(files.filter(({ path }) => !/^[a-z0-9[\].-]+$/.test(basename(path)))).toEqual([]))
})
