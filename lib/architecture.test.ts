import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? walk(path) : [path]
  })

const files = ['app', 'components', 'lib', 'e2e'].flatMap(walk).filter((path) => /\.tsx?$/.test(path))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const isTest = (path: string) => /\.test\.ts$|\.spec\.ts$|^lib\/testing\/|^e2e\//.test(path)
const outside = (folder: string, pattern: RegExp) =>
  files.filter((path) => pattern.test(read(path)) && !path.startsWith(folder) && !isTest(path))
const isBarrel = (path: string) => /^index\.tsx?$/.test(basename(path))
const firstLine = (path: string) => read(path).split('\n', 1)[0]

describe('where code may run', () => {
  it('lib beyond core and sandbox says server-only first', () => {
    const exempt =
      /^lib\/(core|sandbox|testing|customers|audit\/events)\/|^lib\/audit\/(events|filter|view)\.ts$|\.test\.ts$|\.config\.ts$|\.d\.ts$/
    const silent = files.filter(
      (path) => path.startsWith('lib/') && !exempt.test(path) && firstLine(path) !== `import 'server-only'`,
    )
    expect(silent).toEqual([])
  })
  it('a file is *.client.tsx if and only if it says so', () => {
    const wrong = files.filter(
      (path) => path.endsWith('.client.tsx') !== firstLine(path)?.startsWith(`'use client'`),
    )
    // Next gives the names of these files; they must be client components.
    expect(wrong.filter((path) => !/(^|\/)(error|global-error)\.tsx$/.test(path))).toEqual([])
  })
  it('a file is actions.ts if and only if it says so', () => {
    const wrong = files.filter(
      (path) => (basename(path) === 'actions.ts') !== firstLine(path)?.startsWith(`'use server'`),
    )
    expect(wrong).toEqual([])
  })
})

describe('one way to do a thing', () => {
  it('only lib/nango knows the SDK', () => expect(outside('lib/nango/', /from '@nangohq\/node'/)).toEqual([]))
  it('only lib/db knows drizzle and the drivers; an event is written in SQL', () =>
    expect(outside('lib/db/', /from '(drizzle-|@electric-sql|postgres')/)).toEqual(['lib/audit/record.ts']))
  it('only lib/auth knows next-auth', () => expect(outside('lib/auth/', /from 'next-auth/)).toEqual([]))
  it('what there is one of in a process is kept by perProcess', () =>
    expect(outside('lib/process/', /declare global|globalThis/)).toEqual([]))
  it('only lib/doors makes a context', () =>
    expect(outside('lib/doors/', /new (Staff|Key|Actor|Desk)Ctx\(/)).toEqual([]))
  it('addresses are functions of lib/core/routes.ts', () => {
    const byHand = files.filter(
      (path) => /^(app|components)\//.test(path) && /(href|action|src)=("\/|\{`\/|\{'\/)/.test(read(path)),
    )
    expect(byHand).toEqual([])
  })
  it('every action and state-changing route goes through a door', () => {
    const edges = files.filter((path) => basename(path) === 'actions.ts' || /^app\/.*route\.ts$/.test(path))
    expect(edges.filter((path) => !/@\/lib\/(doors|auth\/handle-auth)/.test(read(path)))).toEqual([])
    expect(edges.length).toBeGreaterThan(3)
  })
})

describe('the size of things', () => {
  const lengths = files
    .map((path) => [read(path).split('\n').length - 1, path] as const)
    .toSorted(([a], [b]) => a - b)
  const at = (share: number) => lengths[Math.floor(share * (lengths.length - 1))]?.[0]

  it('has a median file of at most 60 lines', () => expect(at(0.5)).toBeLessThanOrEqual(60))
  it('has 95 of 100 files within 180 lines', () => expect(at(0.95)).toBeLessThanOrEqual(180))
  it('has no file above 250 lines', () => expect(lengths.filter(([lines]) => lines > 250)).toEqual([]))
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
    expect(files.filter((path) => /(^|\/)(utils?|helpers?|misc|common|manager)(\/|\.)/.test(path))).toEqual(
      [],
    ))
  it('has no barrels', () => expect(files.filter(isBarrel)).toEqual([]))
  it('is kebab-case', () =>
    expect(files.filter((path) => !/^[a-z0-9[\].-]+$/.test(basename(path)))).toEqual([]))
})
