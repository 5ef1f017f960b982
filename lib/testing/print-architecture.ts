import {
  findBrowserFiles,
  findCircles,
  readSources,
  shortestChain,
  withoutTests,
  type Source,
} from './source-graph'

// npm run house: the figures that the architecture is measured by, and the files behind those that are chains.

const sources = readSources()
const shipped = withoutTests(sources)
const share = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`

const filesNaming = (...names: string[]) =>
  shipped.filter(({ text }) => names.some((name) => text.includes(name))).map(({ path }) => path)

const writesRows = ({ path, text }: Source) =>
  /^lib\/[a-z-]+\/store/.test(path) && /\.(insert|update)\(|(insert into|update) \$\{/.test(text)

/** From the file whose button calls the action, over the guard, to the first file that writes a row. */
const chainOf = (action: string, verb: string) => {
  const isAction = ({ path, text }: Source) =>
    path.endsWith('/actions.ts') &&
    new RegExp(String.raw`export (const|async function) ${action}\b`).test(text)
  const buttons = shipped.filter(({ path, text }) => path.startsWith('components/') && text.includes(action))
  const upper = buttons
    .flatMap(({ path }) => {
      const chain = shortestChain(sources, path, isAction)
      return chain ? [chain] : []
    })
    .toSorted((a, b) => a.length - b.length)[0]
  const lower = shortestChain(sources, verb, writesRows)
  return [...(upper ?? ['(no button)']), 'lib/guards/staff-action.ts', ...(lower ?? ['(no write)'])]
}

const importers = new Map<string, number>()
for (const { imports } of shipped)
  for (const target of imports) importers.set(target, (importers.get(target) ?? 0) + 1)

const components = shipped.filter(({ path }) => path.startsWith('components/'))
const inBrowser = findBrowserFiles(sources)
const misnamed = shipped.filter(
  ({ path }) =>
    path.endsWith('.tsx') &&
    path.startsWith('components/') &&
    path.endsWith('.client.tsx') !== inBrowser.has(path),
)
const lines = shipped.reduce((sum, source) => sum + source.lines, 0)
const small = shipped.filter((source) => source.lines <= 20)
const lonely = components.filter(({ path }) => importers.get(path) === 1)
const chains = [
  chainOf('createLinkAction', 'lib/links/create.ts'),
  chainOf('revokeLinkAction', 'lib/links/revoke.ts'),
  chainOf('retagConnectionAction', 'lib/connections/retag.ts'),
]
const workshop = /^lib\/testing\/(workshop\/|fault-server)/

const rows: [what: string, value: string | number, wanted: string][] = [
  ['files that name one customer field (organizationName)', filesNaming('organizationName').length, '<= 12'],
  [
    'files that name one setting (LATE_CONNECTION_ALARMS)',
    filesNaming('LATE_CONNECTION_ALARMS').length,
    '1 or 2',
  ],
  [
    'files that name one event kind (webhook.sent_again)',
    filesNaming(`'webhook.sent_again'`).length,
    '1 or 2',
  ],
  ['files that name one failure code (staff_is_self)', filesNaming('staff_is_self').length, '1 or 2'],
  [
    'files from button to first write: create, revoke, re-tag',
    chains.map((c) => c.length).join(', '),
    '<= 8, 6, 8',
  ],
  ['source files', shipped.length, 'a third fewer than 761'],
  ['source lines', lines, 'a tenth fewer than 34271'],
  ['files of 20 lines or fewer', share(small.length, shipped.length), '<= 12 %'],
  ['longest file, lines', Math.max(...shipped.map((source) => source.lines)), '<= 250'],
  ['components imported by exactly one file', share(lonely.length, components.length), '<= 40 %'],
  ['import circles, type imports counted', findCircles(sources).length, '0'],
  ['components whose name says wrongly where they run', misnamed.length, '0'],
  [
    'lines of our own test runner, installers, fault proxy',
    [...sources.values()]
      .filter(({ path }) => workshop.test(path) && !path.endsWith('.test.ts'))
      .reduce((sum, s) => sum + s.lines, 0),
    '<= 250',
  ],
]
for (const [what, value, wanted] of rows) process.stdout.write(`${what}: ${value} (${wanted})\n`)
for (const chain of chains) process.stdout.write(`\n${chain.join('\n  -> ')}\n`)
for (const circle of findCircles(sources)) process.stdout.write(`\ncircle: ${circle.join(' ')}\n`)
for (const { path } of misnamed) process.stdout.write(`\nmisnamed: ${path}\n`)
