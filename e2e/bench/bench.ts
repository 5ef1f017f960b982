import { execFileSync } from 'node:child_process'

import { chromium } from 'playwright'

import { chromiumFlags, findChromium } from '@/lib/testing/find-chromium'

import { benchCreateLink } from './create-link-bench'
import { benchFirstLoad } from './first-load-bench'
import { isWithin, printLines } from './line'
import { benchLinksPage } from './links-page-bench'
import { benchStatus } from './status-bench'

// npm run bench: needs `npm run build` before. Figures are ratios of one run; times alone say nothing on another machine.
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
process.stdout.write(`Connect Desk ${commit}, Node ${process.version}\n`)
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
const lines = [
  ...(await benchFirstLoad(browser)),
  ...(await benchCreateLink(browser)),
  ...(await benchStatus(browser)),
]
await browser.close()
lines.push(...(await benchLinksPage()))
printLines(lines)
const over = lines.filter((line) => !isWithin(line)).length
process.stdout.write(`\n${lines.length - over} passed, ${over} failed\n`)
process.exitCode = over > 0 ? 1 : 0
