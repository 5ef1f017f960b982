import { processDatabase } from '@/lib/db/open'
import { startWebhookSender } from '@/lib/process/webhook-sender'

import { openCrashDatabase } from './test-database'
import { useTestSettings, webhookSecret } from './test-settings'

// A process that sends the webhooks of a database to a receiver until it is killed.
const [database = '', receiverUrl = ''] = process.argv.slice(2)
useTestSettings()
processDatabase.set(openCrashDatabase(database))
await processDatabase.peek()
startWebhookSender({ url: receiverUrl, secrets: [webhookSecret] }, 50)
process.stdout.write('sending\n')
// The sender alone would not keep a process up.
process.stdin.resume()
