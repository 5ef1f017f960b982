import 'server-only'
import type { Carrier } from '@/lib/mail/carry'
import { claimDueMails, deliverMail } from '@/lib/mail/deliver'
import { mailLoop } from '@/lib/status/mark-turn'

import { startSender } from './sender'

/** Sends the mails that wait, in every process. The returned call ends it in peace. */
export function startMailSender(carry: Carrier, everyMs = 1_000): () => Promise<void> {
  return startSender({
    name: mailLoop,
    everyMs,
    claim: claimDueMails,
    deliver: (ctx, mail) => deliverMail(ctx, carry, mail),
  })
}
