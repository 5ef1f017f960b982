import 'server-only'
import { canManageDesk, makerFirstName } from '@/lib/core/actor'
import { nangoCloudConnectOrigin } from '@/lib/core/connect-url'
import { fail, type Result, succeed } from '@/lib/core/result'
import { dayMs, minuteMs } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { baseOfCodes } from '@/lib/handoff/begin'
import { settings } from '@/lib/settings/env'

import { countSms } from './count-sms'
import { renderMessage } from './render'
import type { PreviewInput } from './schema'
import type { PreviewView } from './view'

/** As long as the addresses of real links, and leading nowhere. */
const exampleUrls = {
  handoff: () => `${baseOfCodes() ?? 'https://connect.example.com/c/'}${'0'.repeat(26)}`,
  nango: () => `${nangoCloudConnectOrigin}/?session_token=${'0'.repeat(87)}`,
}

/** A text with the facts of an example, as it would read now. For admins. */
export function previewTemplate(ctx: StaffCtx, input: PreviewInput): Result<PreviewView> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const { channel, language, subject, body, example } = input
  const isHandoff = example === 'handoff'
  const { company, timeZone } = settings()
  const message = renderMessage(
    { subject, body },
    {
      channel,
      language,
      isHandoff,
      isReconnect: false,
      check: isHandoff ? 'email' : 'none',
      customerName: 'Ada Lovelace',
      agentFirstName: makerFirstName({ makerId: ctx.actor.id, makerName: ctx.actor.name }),
      company: company.name,
      integrations: isHandoff ? ['GitHub'] : ['GitHub', 'Slack'],
      url: exampleUrls[example](),
      endsAt: new Date(ctx.now().getTime() + (isHandoff ? 3 * dayMs : 30 * minuteMs)),
      now: ctx.now(),
      zone: timeZone,
      isReminder: false,
      isAnswer: false,
    },
  )
  return succeed({ ...message, sms: channel === 'sms' ? countSms(message.body) : null })
}
