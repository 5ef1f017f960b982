import { execFileSync } from 'node:child_process'

import { type Browser, chromium } from 'playwright'

import { findChromium } from '@/lib/testing/workshop/find-programs'

import { benchAgentsDay } from './agents-day/agents-day-bench'
import { benchChain } from './chain-bench'
import { benchCreateLink } from './create-link-bench'
import { benchExports } from './export-bench'
import { benchFirstLoad } from './first-load-bench'
import { benchHandoff } from './handoff-bench'
import { isWithin, type Line, printLines } from './line'
import { benchLinksPage } from './links-page-bench'
import { benchStatus } from './status-bench'

// npm run bench: needs `npm run build` before. Figures are ratios of one run; times alone say nothing on another machine.
// Names of benchmarks choose among them: npm run bench -- exports chain.
const benchmarks: Record<string, (browser: Browser) => Promise<Line[]>> = {
  'agents-day': benchAgentsDay,
  'first-load': benchFirstLoad,
  handoff: benchHandoff,
  'create-link': benchCreateLink,
  exports: benchExports,
  chain: benchChain,
  status: benchStatus,
  'links-page': () => benchLinksPage(),
}
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benchmarks)

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
process.stdout.write(`Connect Desk ${commit}, Node ${process.version}\n`)
const browser = await chromium.launch(findChromium())
let [passed, failed] = [0, 0]
for (const [name, bench] of Object.entries(benchmarks)) {
  if (!chosen.includes(name)) continue
  const lines = await bench(browser)
  printLines(lines)
  const within = lines.filter(isWithin).length
  passed += within
  failed += lines.length - within
}
await browser.close()
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
