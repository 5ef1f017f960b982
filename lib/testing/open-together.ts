import { once } from 'node:events'

import { openPostgres } from '@/lib/db/open'

import { useTestSettings } from './test-settings'

/** A process that says it is here, opens and migrates a PostgreSQL database when told to, and says how that went. */
const [url = ''] = process.argv.slice(2)
useTestSettings()
process.stdout.write('here\n')
await once(process.stdin, 'data')
try {
  const { close } = await openPostgres(url)
  await close()
  process.stdout.write('up\n')
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'}\n`)
}
process.exit()
