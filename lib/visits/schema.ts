import { z } from 'zod'

import { ConnectionId, IntegrationKey } from '@/lib/core/ids'
import { TypedText } from '@/lib/core/text'
import { Code, ReportReason } from '@/lib/handoff/schema'

import { mostProviderText } from './words'

/** What a form of the customer's page asks for. */
export const VisitAct = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('continue') }),
  z.strictObject({ what: z.literal('mail_digits') }),
  z.strictObject({ what: z.literal('check'), answer: TypedText.max(300) }),
  z.strictObject({
    what: z.literal('report'),
    reason: ReportReason,
    text: TypedText.max(500).optional().default(''),
  }),
  z.strictObject({ what: z.literal('ask') }),
  z.strictObject({ what: z.literal('go_on') }),
])
export type VisitAct = z.infer<typeof VisitAct>

/** The page's script asks for a connect session. */
export const SessionQuestion = z.strictObject({ code: Code, integrationKey: IntegrationKey.min(1) })

/** The integration that the customer pressed Connect for. */
const at = { integrationKey: IntegrationKey.min(1) }

/**
 * What the page's script heard from Nango's Connect UI, which any frame could have sent: `errorType` is of an open list
 * (packages/connect-ui/src/lib/events.ts), and a connection is read back before anything is believed.
 */
export const FrameEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), ...at }),
  z.strictObject({ type: z.literal('connect'), ...at, connectionId: ConnectionId }),
  z.strictObject({
    type: z.literal('error'),
    ...at,
    errorType: z.string().max(100),
    isDenied: z.boolean(),
    // A page that was opened under the release before sends none.
    errorMessage: z.string().max(mostProviderText).optional(),
  }),
  z.strictObject({ type: z.literal('close'), ...at }),
  // Said by our own page: no `ready` came, the session's time is over.
  z.strictObject({ type: z.literal('no_frame'), ...at }),
  z.strictObject({ type: z.literal('session_over'), ...at }),
  z.strictObject({ type: z.literal('poll') }),
])
export type FrameEvent = z.infer<typeof FrameEvent>
export const EventQuestion = z.strictObject({ code: Code, event: FrameEvent })
