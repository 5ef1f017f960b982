import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'desk-steps-'))
const tsx = import.meta.resolve('tsx')
const log = join(folder, 'steps')

/** An npm that says which scripts it was asked for, and fails in one of them. */
mkdirSync(join(folder, 'bin'))
writeFileSync(
  join(folder, 'bin/npm'),
  `#!/bin/sh
echo "$3" >> ${log}
case $3 in
  unit) echo '{"testResults":[{"status":"passed","assertionResults":[{"status":"passed"}]}]}' > .test/vitest.json;;
  e2e) echo '{"stats":{"expected":1,"unexpected":0,"flaky":0,"skipped":0},"errors":[]}' > .test/playwright.json;;
esac
[ "$3" != "$FAILING" ]
`,
)
chmodSync(join(folder, 'bin/npm'), 0o755)
afterAll(() => rmSync(folder, { recursive: true }))

const run = (failing: string, evidence: string) => {
  writeFileSync(log, '')
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', tsx, join(import.meta.dirname, 'run-tests.ts')],
    {
      cwd: folder,
      env: {
        NODE_ENV: 'test',
        PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
        FAILING: failing,
        EVIDENCE: evidence,
      },
      encoding: 'utf8',
    },
  )
  return {
    status,
    steps: readFileSync(log, 'utf8').trim().split('\n'),
    last: stdout.trim().split('\n').at(-1),
  }
}

describe('the steps of npm test', () => {
  it.each([
    ['nothing', '', 0, 'check unit build e2e', '4 passed, 0 failed'],
    ['nothing', '1', 0, 'check unit build e2e bench', '5 passed, 0 failed'],
    ['unit', '1', 1, 'check unit build e2e bench', '4 passed, 1 failed'],
    ['e2e', '1', 1, 'check unit build e2e bench', '4 passed, 1 failed'],
    ['bench', '1', 1, 'check unit build e2e bench', '4 passed, 1 failed'],
    ['build', '1', 1, 'check unit build', '2 passed, 1 failed'],
    ['check', '', 1, 'check', '0 passed, 1 failed'],
  ])('when %s fails (EVIDENCE=%s)', (failing, evidence, status, steps, last) => {
    const ended = run(failing, evidence)
    expect(ended).toEqual({ status, steps: steps.split(' '), last: expect.any(String) })
    expect(ended.last).toContain(last.split(',')[1])
  })
})
