import { z } from 'zod'

import { ConnectionId } from './connection-id'
import { IntegrationKey } from './integration'
import { LinkId } from './link-id'

/** What a person says of a connection that may have come of a link: it did, or it is none of the desk's. */
export const SettleAlarmInput = z.strictObject({
  linkId: LinkId,
  integration: IntegrationKey.min(1),
  connectionId: ConnectionId,
  verdict: z.enum(['tag', 'leave']),
})
export type SettleAlarmInput = z.infer<typeof SettleAlarmInput>
