import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

import { z } from 'zod'

import { dayMs } from '@/lib/core/time'

const run = promisify(execFile)

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
})
const PublishedAt = z.record(z.string(), z.string())

const inParallel = 4

/** The packages that production installs on every platform: name, version, licence; once each. */
const productionPackages = () => {
  const { packages } = Lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  const entries = Object.entries(packages).flatMap(([path, one]) => {
    const isWanted = path !== '' && !one.dev && !one.devOptional && !one.optional
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return isWanted ? [{ name, version: one.version ?? '', licence: one.license ?? 'unknown' }] : []
  })
  const byId = new Map(entries.map((one) => [`${one.name}@${one.version}`, one]))
  return [...byId.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** When a version was published, and how many days ago; null when the registry does not say. */
const readAge = async (name: string, version: string) => {
  const { stdout } = await run('npm', ['view', name, 'time', '--json'], { timeout: 30_000 })
  const at = PublishedAt.parse(JSON.parse(stdout))[version]
  return at === undefined
    ? null
    : { at: at.slice(0, 10), days: Math.floor((Date.now() - Date.parse(at)) / dayMs) }
}

const describe = async ({ name, version, licence }: ReturnType<typeof productionPackages>[number]) => {
  const age = await readAge(name, version).catch(() => null)
  return [name, version, licence, age?.at ?? '?', age ? `${age.days} days` : '?']
}

const pad = (rows: string[][]) => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const waiting = productionPackages()
const rows: string[][] = []
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) rows.push(await describe(next))
}
await Promise.all(Array.from({ length: inParallel }, work))
rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
process.stdout.write(`${pad([['package', 'version', 'licence', 'published', 'age'], ...rows]).join('\n')}\n`)
