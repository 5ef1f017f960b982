import { z } from 'zod'

import { ConnectionId } from './connection-id'
import { IntegrationKey } from './integration'
import { TypedText } from './typed-text'

/** A connection to remove, and what was typed to confirm it: see `disconnectWord`. */
export const DisconnectInput = z.strictObject({
  integration: IntegrationKey.min(1),
  connectionId: ConnectionId,
  confirmation: TypedText.max(255),
})
export type DisconnectInput = z.infer<typeof DisconnectInput>
