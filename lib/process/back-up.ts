import 'server-only'
import { statSync } from 'node:fs'

import { backUp } from '@/lib/db/backup'

import { runFileCommand } from './run-command'

// The command `npm run db:backup`.

await runFileCommand('npm run db:backup -- <file>', async (file) => {
  await backUp(file)
  return `Backed up to ${file} (${new Intl.NumberFormat('en').format(statSync(file).size)} bytes).`
})
