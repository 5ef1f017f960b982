import { processDatabase } from '@/lib/db/open'
import { carryBySmtp } from '@/lib/mail/carry'
import { startMailSender } from '@/lib/process/mail-sender'
import { settings } from '@/lib/settings/env'

import { mailSettingsFor } from './mail-settings'
import { openCrashDatabase } from './test-database'
import { useTestSettings } from './test-settings'

// A process that sends the mails of a database through a mail server until it is killed.
const [database = '', smtpUrl = ''] = process.argv.slice(2)
useTestSettings(mailSettingsFor(smtpUrl))
processDatabase.set(openCrashDatabase(database))
await processDatabase.peek()
const smtp = settings().mail?.smtp
if (smtp) startMailSender(carryBySmtp(smtp), 50)
process.stdout.write('sending\n')
// The sender alone would not keep a process up.
process.stdin.resume()
