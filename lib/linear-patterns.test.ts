import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { countOf, recordEvidence } from '@/lib/testing/evidence'

import { scrub } from './log'
import { findPatterns, type Pattern } from './testing/find-patterns'

// A regular expression whose time grows faster than its text lets one request stop the process.

const characters = ['\n', '\u0000', 'é', '\ud800', ...`a0A-._/:%="' ,;@[`.split('')]

/** The words that a pattern itself is looking for: what is nearly a match makes it try longest. */
const wordsOf = (source: string) => {
  const bare = source.replaceAll(/\\[nrtuxpPdDwWsSbB]|\(\?<?\w*[>:=!]|[{[][^\]}]*[\]}]/g, ' ')
  return [...new Set(bare.replaceAll('\\', '').match(/[\w:%/"@.-]{2,}/g) ?? [])].slice(0, countOf(3, 6))
}

/** Whether anything in a pattern may repeat: what does not looks at a few characters from each place, whatever follows. */
const repeats = (source: string) => {
  const single = source.replaceAll(/\\[pPu]\{[^}]*\}|\\./g, 'a').replaceAll(/\[[^\]]*\]/g, 'a')
  return /[*+{]/.test(single)
}

type Attack = { before: string; unit: string; after: string }

const attacksOn = (source: string): Attack[] => {
  if (countOf(1, 2) === 1 && !repeats(source))
    return characters.map((unit) => ({ before: '', unit, after: '' }))
  const words = wordsOf(source)
  const units = [
    ...characters,
    ...characters.flatMap((one) => characters.map((two) => one + two)),
    ...words.flatMap((word) => [word, ...characters.flatMap((one) => [word + one, one + word])]),
  ]
  return units.flatMap((unit) =>
    ['', ...words].flatMap((before) => ['', '\n', '!\u0000'].map((after) => ({ before, unit, after }))),
  )
}

const textOf = ({ before, unit, after }: Attack, length: number) =>
  before + unit.repeat(Math.ceil(length / unit.length)) + after

const msOf = (work: () => unknown) => {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

/** What took longer than `enoughMs` is tried again: the machine may have had something else to do. */
const leastMsOf = (work: () => unknown, enoughMs: number) => {
  const first = msOf(work)
  return first < enoughMs ? first : Math.min(first, msOf(work), msOf(work))
}

const kilobyte = 1024

/** What reads no longer texts than these, in characters: there a pattern may take time that grows with their square. */
const mostRead: Record<string, number> = {
  'lib/core/typed/email-text.ts': 500,
  'lib/core/typed/pasted-cells.ts': 4_000,
  'lib/core/typed/pasted-customer.ts': 4_000,
  'lib/core/typed/pasted-fields.ts': 4_000,
  'lib/core/typed/pasted-labels.ts': 4_000,
  'lib/presets/read-deep-link.ts': 300,
}

type Tried = Pick<Pattern, 'source' | 'flags'> & { most?: number | undefined }

/**
 * How long the worst attack with a text of 1 MB takes, in ms, or with the longest that is read. Four times the text may
 * take eight times as long, never sixteen, but where a text has a limit.
 */
const worstMs = ({ source, flags, most }: Tried): number => {
  const pattern = new RegExp(source, flags.includes('g') ? flags : `${flags}g`)
  const run = (attack: Attack, length: number, enoughMs = 0) => {
    const text = textOf(attack, length)
    return leastMsOf(() => text.replace(pattern, ''), enoughMs)
  }
  const attacks = attacksOn(source)
  // Exponential ones would not come back from a longer text.
  if (attacks.some((attack) => run(attack, 26, 50) > 50)) return Infinity
  const slowest = (among: Attack[], count: number, enoughMs: number, length = kilobyte) =>
    among
      .map((attack) => ({ attack, ms: run(attack, length, enoughMs) }))
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, count)
      .map(({ attack }) => attack)
  const worst = slowest(slowest(attacks, 24, Infinity, countOf(256, kilobyte)), countOf(3, 12), 0)
  if (most !== undefined) return Math.max(...worst.map((attack) => run(attack, most, 1_000)))
  for (const attack of worst) {
    const [short, long] = [run(attack, 4 * kilobyte), run(attack, 16 * kilobyte)]
    if (long > 5 && long / short > 8) return Infinity
  }
  return Math.max(...worst.map((attack) => run(attack, kilobyte * kilobyte, 1_000)))
}

const zodPatterns = {
  'z.email': z.email(),
  'z.uuid': z.uuid(),
  'z.iso.date': z.iso.date(),
  'z.iso.datetime': z.iso.datetime({ offset: true }),
}

describe('every regular expression of the project takes time that grows with the text alone', () => {
  const { patterns, builders } = findPatterns()
  let worst = 0

  it('finds those that do not', () => {
    for (const source of ['%.*$', '\\beyJ[\\w-]+(?:\\.[\\w-]*){2,4}', '^(a+)+$'])
      expect(worstMs({ source, flags: '' }), source).toBe(Infinity)
  })

  it('has all of them', () => {
    expect(patterns.length).toBeGreaterThan(50)
    expect(patterns.map(({ file }) => file)).toContain('lib/log.ts')
    // All but the last make them of their own words, for labels of 40 characters and rows of at most 4,000; that of the
    // sandbox's own catalogue, whose patterns are among those below.
    expect([...builders].toSorted()).toEqual([
      'lib/core/typed/pasted-cells.ts',
      'lib/core/typed/pasted-fields.ts',
      'lib/core/typed/pasted-labels.ts',
      'lib/sandbox/page/form-fields.ts',
    ])
  })

  const ofZod = Object.entries(zodPatterns).map(([file, schema]) => {
    const { pattern } = schema.def
    return { file, source: pattern?.source ?? '', flags: pattern?.flags ?? '' }
  })
  /** Each once; where one of the files that have it reads texts of any length, it must bear them. */
  const once = new Map<string, Tried & { file: string }>()
  for (const { file, source, flags } of [...patterns, ...ofZod]) {
    const id = `/${source}/${flags}`
    const most = mostRead[file]
    const before = once.get(id)
    const isLimited = most !== undefined && (!before || before.most !== undefined)
    once.set(id, {
      source,
      flags,
      file: before ? `${before.file}, ${file}` : file,
      most: isLimited ? Math.max(most, before?.most ?? 0) : undefined,
    })
  }
  it.each([...once.values()])('$file: $source', (pattern) => {
    expect(pattern.source).not.toBe('')
    const ms = worstMs(pattern)
    expect(ms).toBeLessThan(1_000)
    worst = Math.max(worst, ms)
  })

  afterAll(() =>
    recordEvidence({
      attack: 'regular expressions, each with its worst text of 1 MB',
      tried: once.size,
      outcome: `each in time that grows with the text alone, at most ${Math.ceil(worst)} ms`,
    }),
  )

  it('scrubs a megabyte of near-secrets in no time', () => {
    for (const unit of [
      'eyJ-',
      'eyJa.',
      'Bearer ',
      'Bearer \u0000',
      'cdk_-',
      'a.',
      `k1.${'i'.repeat(16)}.`,
      '-eyJ',
    ])
      expect(
        msOf(() => scrub(unit.repeat((kilobyte * kilobyte) / unit.length))),
        unit,
      ).toBeLessThan(2_000)
  })
})
