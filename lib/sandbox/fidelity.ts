import { resolve } from 'node:path'
import { inspect } from 'node:util'

import type { Verdict } from './testing/compare-answers'
import { readSample, sampleNames } from './testing/read-sample'
import { type Replayed, replaySample } from './testing/replay-sample'

/** What differs is at the beginning, or too much to be read here. */
const mostShown = 2_000

const verdicts: Verdict[] = ['equal', 'texts', 'different', 'not implemented']
const headings = ['equal', 'but for texts', 'different', 'not implemented']

/** Replays every sample of a folder, prints a table by endpoint and names what is not equal; files without calls are named too. */
const printScore = async (folder?: string): Promise<void> => {
  const byEndpoint = new Map<string, Verdict[]>()
  const unequal: string[] = []
  const skipped: string[] = []
  for (const name of sampleNames(folder)) {
    const replayed = await replaySample(readSample(name, folder))
    if (replayed.length === 0) skipped.push(name)
    for (const [index, one] of replayed.entries()) {
      byEndpoint.set(one.endpoint, [...(byEndpoint.get(one.endpoint) ?? []), one.verdict])
      if (one.verdict !== 'equal') unequal.push(describe(name, index, one))
    }
  }
  const rows = [...byEndpoint].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const all = rows.flatMap(([, found]) => found)
  const lines = [['endpoint', ...headings], ...rows.map(toRow), toRow(['all', all])].map(toLine)
  const text = [...lines, '', ...unequal, `Without calls: ${skipped.join(', ') || 'none'}`].join('\n')
  process.stdout.write(`${text}\n`)
}

const toRow = ([endpoint, found]: readonly [string, Verdict[]]): string[] => [
  endpoint,
  ...verdicts.map((verdict) => String(found.filter((one) => one === verdict).length)),
]

const toLine = ([endpoint = '', ...counts]: string[]): string =>
  `${endpoint.padEnd(44)}${counts.map((count) => count.padStart(16)).join('')}`

const describe = (name: string, index: number, { endpoint, verdict, recorded, produced }: Replayed): string =>
  `${name}, step ${index + 1}, ${endpoint}: ${verdict}\n  recorded ${show(recorded)}\n  produced ${show(produced)}`

const show = (value: unknown): string => {
  const text = inspect(value, { depth: 8, breakLength: Infinity })
  return text.length > mostShown ? `${text.slice(0, mostShown)} …` : text
}

/** `npm run fidelity [-- <folder>]`: how the sandbox compares with recorded exchanges, by endpoint. */
const [folder] = process.argv.slice(2)
await printScore(folder === undefined ? undefined : resolve(folder))
