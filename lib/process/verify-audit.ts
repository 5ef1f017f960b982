import 'server-only'
import { chainFaultTexts, verifyChain, type ChainReport } from '@/lib/audit/verify-chain'
import { errorCode, PlainError } from '@/lib/core/errors'
import { openDatabase } from '@/lib/db/open'

import { loadCommandSettings } from './run-command'

// The command `npm run audit:verify`: one line, and exit code 1 unless the audit log is whole.

const number = new Intl.NumberFormat('en')

const describe = ({ checked, firstBroken, head }: ChainReport) => {
  if (firstBroken)
    return `The audit log is broken at event ${firstBroken.id}: ${chainFaultTexts[firstBroken.fault]}.`
  const newest = head.hash ? ` The newest is number ${head.id} with the hash ${head.hash}.` : ''
  return `The audit log is whole. Events checked: ${number.format(checked)}.${newest}`
}

const describeError = (error: unknown) =>
  error instanceof PlainError
    ? error.message
    : `The audit log could not be read (${errorCode(error) ?? 'unknown'}). Is the database reachable?`

const verify = async () => {
  loadCommandSettings()
  const database = await openDatabase()
  try {
    return await verifyChain(database.db)
  } finally {
    await database.close()
  }
}

try {
  const report = await verify()
  process.stdout.write(`${describe(report)}\n`)
  process.exitCode = report.firstBroken ? 1 : 0
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`)
  process.exitCode = 1
}
