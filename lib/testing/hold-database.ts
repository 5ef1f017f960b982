import { openPglite } from '@/lib/db/open'
import { staff } from '@/lib/db/schema'

/** A process that opens a data directory, writes one row, says so, and holds it; or says why it may not. */
const [dataDir = '', row = ''] = process.argv.slice(2)
try {
  const { db } = await openPglite(dataDir)
  const person = { id: row, identity: row, email: 'a@example.com', name: 'A', role: 'agent' }
  await db.insert(staff).values({ ...person, createdAt: new Date() })
  process.stdout.write('held\n')
  process.stdin.resume()
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'}\n`)
  process.exit(1)
}
