import { findBrowserFiles, findCircles, shortestChain, withoutTests, type Source } from './source-graph'

/** One figure of the architecture: what it is now, what `lib/architecture.test.ts` allows, and the places behind it. */
export type Figure = { what: string; value: number; limit: number; places: string[] }

const writesRows = ({ path, text }: Source) =>
  /^lib\/[a-z-]+\/store/.test(path) && /\.(insert|update)\(|(insert into|update) \$\{/.test(text)

/** From the file that calls an action, over the guard and the verb, to the first file that writes a row. */
const chainOf = (sources: Map<string, Source>, action: string, verb: string): string[] => {
  const isAction = ({ path, text }: Source) =>
    path.endsWith('/actions.ts') &&
    new RegExp(String.raw`export (const|async function) ${action}\b`).test(text)
  const callers = withoutTests(sources).filter(
    ({ path, text }) => path.startsWith('components/') && text.includes(action),
  )
  const upper = callers.flatMap(({ path }) => {
    const chain = shortestChain(sources, path, isAction)
    return chain ? [chain] : []
  })
  const lower = shortestChain(sources, verb, writesRows)
  const shortest = upper.toSorted((a, b) => a.length - b.length)[0]
  if (!shortest || !lower) throw new Error(`Nothing leads from a button over ${action} and ${verb} to a row.`)
  return [...shortest, 'lib/guards/staff-action.ts', ...lower]
}

/** A line that says something: no import, no comment, no lone bracket. */
const isTelling = (line: string) =>
  line.length > 3 && !/^(import |} from |\/?\*|\/\/|[\])};,\s]+$)/.test(line)
const runLength = 6

/** Runs of six lines or more that stand in two places to the letter, by where the second one begins. */
const findRepeats = (sources: Source[]): string[] => {
  const seen = new Map<string, string>()
  return sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').map((line) => line.trim())
    const told = lines.flatMap((line, index) => (isTelling(line) ? [{ line, number: index + 1 }] : []))
    let skipTo = 0
    return told.flatMap(({ number }, index) => {
      const run = told.slice(index, index + runLength)
      if (run.length < runLength) return []
      const key = run.map(({ line }) => line).join('\n')
      const first = seen.get(key)
      seen.set(key, first ?? `${path}:${number}`)
      if (first === undefined || index < skipTo) return []
      skipTo = index + runLength
      return [`${path}:${number} as ${first}`]
    })
  })
}

const namingOf = (shipped: Source[], what: string, example: string, limit: number): Figure => {
  const places = shipped.filter(({ text }) => text.includes(example)).map(({ path }) => path)
  return { what: `files that name one ${what} (${example})`, value: places.length, limit, places }
}

const percent = (part: number, whole: number) => Math.round((100 * part) / whole)
const pathsOf = (sources: Source[]) => sources.map(({ path }) => path)

/** All figures, in the order in which they are printed. Shares are in whole per cent. */
export function measureArchitecture(sources: Map<string, Source>): Figure[] {
  const shipped = withoutTests(sources)
  const components = shipped.filter(({ path }) => path.startsWith('components/'))
  const inBrowser = findBrowserFiles(sources)
  const importers = new Map<string, number>()
  for (const { imports } of shipped)
    for (const target of imports) importers.set(target, (importers.get(target) ?? 0) + 1)
  const small = pathsOf(shipped.filter(({ lines }) => lines <= 20))
  // What loads late has to be a file of its own.
  const late = new Set(shipped.flatMap(({ lateImports }) => lateImports))
  const lonely = pathsOf(components.filter(({ path }) => importers.get(path) === 1 && !late.has(path)))
  const long = pathsOf(shipped.filter(({ lines }) => lines > 250))
  const circles = findCircles(sources).map((circle) => circle.join(' '))
  const misnamed = pathsOf(
    components.filter(
      ({ path }) => path.endsWith('.tsx') && path.endsWith('.client.tsx') !== inBrowser.has(path),
    ),
  )
  const repeats = findRepeats(shipped)
  const runner = [...sources.values()].filter(
    ({ path }) => /^lib\/testing\/(workshop\/|fault-server)/.test(path) && !path.endsWith('.test.ts'),
  )
  const nouns = new Map<string, number>()
  for (const { path } of shipped) {
    const noun = /^lib\/([a-z-]+)\//.exec(path)?.[1]
    if (noun !== undefined && noun !== 'sandbox') nouns.set(noun, (nouns.get(noun) ?? 0) + 1)
  }
  const chain = (what: string, action: string, verb: string, limit: number): Figure => {
    const places = chainOf(sources, action, verb)
    return { what: `files from a button to the first write: ${what}`, value: places.length, limit, places }
  }
  return [
    namingOf(shipped, 'customer field', 'organizationName', 12),
    namingOf(shipped, 'setting', 'LATE_CONNECTION_ALARMS', 2),
    namingOf(shipped, 'event kind', `'webhook.sent_again'`, 2),
    namingOf(shipped, 'failure code', 'staff_is_self', 2),
    chain('create', 'createLinkAction', 'lib/links/create.ts', 8),
    chain('revoke', 'revokeLinkAction', 'lib/links/revoke.ts', 6),
    chain('re-tag', 'retagConnectionAction', 'lib/connections/retag.ts', 8),
    { what: 'files above 250 lines', value: long.length, limit: 0, places: long },
    {
      what: '% of files with 20 lines or fewer',
      value: percent(small.length, shipped.length),
      limit: 12,
      places: small,
    },
    {
      what: '% of components that load with the one file that imports them',
      value: percent(lonely.length, components.length),
      limit: 36,
      places: lonely,
    },
    { what: 'circles of imports, type imports counted', value: circles.length, limit: 0, places: circles },
    {
      what: 'components whose name says wrongly where they run',
      value: misnamed.length,
      limit: 0,
      places: misnamed,
    },
    { what: 'runs of six lines or more written twice', value: repeats.length, limit: 1, places: repeats },
    {
      what: 'files of the largest noun',
      value: Math.max(...nouns.values()),
      limit: 35,
      places: [...nouns].map(([noun, count]) => `${noun} ${count}`),
    },
    {
      what: 'lines of our own test runner, installers, fault proxy',
      value: runner.reduce((sum, { lines }) => sum + lines, 0),
      limit: 345,
      places: pathsOf(runner),
    },
  ]
}
