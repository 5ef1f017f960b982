import 'server-only'
import { restore } from '@/lib/db/restore'

import { runFileCommand } from './run-command'

// The command `npm run db:restore`.

await runFileCommand('npm run db:restore -- <file>', async (file) => {
  await restore(file)
  return `Restored from ${file}.`
})
