import { randomUUID } from 'node:crypto'

import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { revokeLink } from '@/lib/links/revoke'

import { connectByApiKey } from './connect-by'
import { openCrashDatabase } from './test-database'
import { linkInput, openTestNango, signInForTest } from './test-desk'
import { useTestSettings } from './test-settings'

// A process that makes, connects and revokes links until it is killed, and says what it was told is done.
const [database = '', nangoHost = '', publicOrigin = ''] = process.argv.slice(2)
const say = (what: string, linkId: string) => process.stdout.write(`${what} ${linkId}\n`)

useTestSettings()
const { db } = await openCrashDatabase(database)
const nango = openTestNango(nangoHost, publicOrigin)
const ctx = await signInForTest({ db, nango, now: () => new Date() }, 'agent', 'busy')

const work = async (turn: number): Promise<void> => {
  const made = await createLink(
    ctx,
    linkInput({ intentKey: randomUUID(), integrations: ['private-api-bearer'] }),
  )
  if (!made.ok) throw new Error(made.failure.code)
  const { id } = made.value.link
  say('made', id)
  if (turn % 3 === 0) {
    await connectByApiKey(made.value.url)
    const read = await readLink(ctx, id)
    if (read.ok && read.value.link.state === 'connected') say('connected', id)
  }
  if (turn % 3 === 1 && (await revokeLink(ctx, id)).ok) say('revoked', id)
  return work(turn + 1)
}
process.stdout.write('busy\n')
await Promise.all([work(0), work(1), work(2)])
