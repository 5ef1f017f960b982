import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

/** How often a repeated check runs: `usual` in `npm test`, `evidence` in `npm run evidence`. */
export const countOf = (usual: number, evidence: number) => (process.env['EVIDENCE'] ? evidence : usual)

/** Beside the reports of the run, which npm starts at the root. */
const folder = '.test'
const file = join(folder, 'evidence.jsonl')

/** One attack: how often it was tried, and what came of it in a few words. */
const Told = z.object({ attack: z.string(), tried: z.number(), outcome: z.string() })
type Told = z.infer<typeof Told>

/** Keeps what a test has just proved for the table of `npm run evidence`; elsewhere it does nothing. Call it after the last check. */
export const recordEvidence = (told: Told) => {
  if (!process.env['EVIDENCE']) return
  const isPostgres = Boolean(process.env['TEST_DATABASE_URL'])
  const attack = isPostgres ? `${told.attack} (PostgreSQL)` : told.attack
  mkdirSync(folder, { recursive: true })
  appendFileSync(file, `${JSON.stringify({ ...told, attack })}\n`)
}

/** Forgets what an earlier run told. */
export const beginEvidence = () => rmSync(file, { force: true })

/** The table of what was told since `beginEvidence`, as Markdown; empty when nothing was. */
export const evidenceTable = (): string => {
  if (!existsSync(file)) return ''
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Told.parse(JSON.parse(line)))
    .map(({ attack, tried, outcome }) => `| ${attack} | ${tried} | ${outcome} |`)
  return ['| attack | tried | what came of it |', '| --- | ---: | --- |', ...rows, ''].join('\n')
}
