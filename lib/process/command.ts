import 'server-only'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'

import nextEnv from '@next/env'

import { chainFaultTexts, verifyChain } from '@/lib/audit/verify'
import { errorCode, PlainError } from '@/lib/core/errors'
import { backUp } from '@/lib/db/backup'
import { explainQueryError } from '@/lib/db/explain'
import { migratePostgres, openDatabase } from '@/lib/db/open'
import { restore } from '@/lib/db/restore'
import { settings, settingWarnings } from '@/lib/settings/env'

// `npm run db:migrate`, `db:backup`, `db:restore` and `audit:verify`: one line that says how it went, and exit code 1 when it did not.

const number = new Intl.NumberFormat('en')

type Command = { takesFile: boolean; failed: string; run: (file: string) => Promise<string> }

const commands: Record<string, Command> = {
  'db:backup': {
    takesFile: true,
    failed: 'It failed',
    run: async (file) => {
      await backUp(file)
      return `Backed up to ${file} (${number.format(statSync(file).size)} bytes).`
    },
  },
  'db:restore': {
    takesFile: true,
    failed: 'It failed',
    run: async (file) => {
      await restore(file)
      return `Restored from ${file}.`
    },
  },
  'db:migrate': {
    takesFile: false,
    failed: 'It failed',
    run: async () => {
      const { database } = settings()
      if (!database) throw new PlainError('PGlite is migrated at each start; db:migrate is for DATABASE_URL.')
      const applied = await migratePostgres(database.directUrl)
      return applied === 0
        ? 'The database has every migration already.'
        : `Applied ${number.format(applied)} ${applied === 1 ? 'migration' : 'migrations'}.`
    },
  },
  'audit:verify': {
    takesFile: false,
    failed: 'The audit log could not be read',
    run: async () => {
      const database = await openDatabase()
      const { checked, firstBroken, head } = await verifyChain(database.db)
      await database.close()
      if (firstBroken) {
        process.exitCode = 1
        return `The audit log is broken at event ${firstBroken.id}: ${chainFaultTexts[firstBroken.fault]}.`
      }
      const newest = head.hash ? ` The newest is number ${head.id} with the hash ${head.hash}.` : ''
      return `The audit log is whole. Events checked: ${number.format(checked)}.${newest}`
    },
  },
}

const [name = '', file, ...more] = process.argv.slice(2)
const command = commands[name]
try {
  if (!command) throw new PlainError(`Commands: ${Object.keys(commands).join(', ')}`)
  if (command.takesFile ? !file || more.length > 0 : file !== undefined)
    throw new PlainError(`Usage: npm run ${name}${command.takesFile ? ' -- <file>' : ''}`)
  // As `next start` does, and before the settings are read.
  nextEnv.loadEnvConfig(process.cwd(), false)
  process.stdout.write(`${await command.run(resolve(file ?? ''))}\n`)
} catch (error) {
  const reason = errorCode(error) ?? (error instanceof Error ? error.message : 'unknown')
  const text = explainQueryError(error) ?? `${command?.failed ?? 'It failed'} (${reason}).`
  const lines = error instanceof PlainError ? [error.message] : [text, ...settingWarnings()]
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 1
}
