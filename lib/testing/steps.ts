import type { Step } from './run-step'

/** Checks that need no running code; seconds. */
export const staticSteps: Step[] = [
  { title: 'Format', command: ['oxfmt', '--check', '.'] },
  { title: 'Route types', command: ['next', 'typegen'] },
  { title: 'Lint', command: ['oxlint'] },
  { title: 'Types', command: ['tsc', '--noEmit'] },
  { title: 'Unused code', command: ['knip'] },
]

export const unitStep = vitestStep('Unit and integration tests on PGlite', 'pglite')

export const postgresStep = vitestStep('Database tests on PostgreSQL', 'postgres')

export const buildStep: Step = { title: 'Production build', command: ['next', 'build'] }

export const browserStep: Step = {
  title: 'End-to-end tests against the built app',
  command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
  report: { kind: 'playwright', path: '.test/playwright.json' },
}

function vitestStep(title: string, project: 'pglite' | 'postgres'): Step {
  const path = `.test/vitest-${project}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
  return {
    title,
    command: [
      'vitest',
      'run',
      '--config',
      'lib/testing/vitest.config.ts',
      '--project',
      project,
      ...reporters,
    ],
    report: { kind: 'vitest', path },
  }
}
