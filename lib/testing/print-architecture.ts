import { measureArchitecture } from './architecture-figures'
import { readSources, withoutTests } from './source-graph'

// npm run house: what the architecture is measured by, a line each; with `-- places` where each figure comes from.

const sources = readSources()
const shipped = withoutTests(sources)
const lines = shipped.reduce((sum, source) => sum + source.lines, 0)

const print = (text: string) => process.stdout.write(`${text}\n`)
for (const { what, value, limit, places } of measureArchitecture(sources)) {
  print(`${what}: ${value} (at most ${limit})`)
  if (process.argv.includes('places')) for (const place of places) print(`    ${place}`)
}
print(`source files: ${shipped.length}, with ${lines} lines`)
