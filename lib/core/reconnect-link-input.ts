import { z } from 'zod'

import { ConnectionId } from './connection-id'
import { IntegrationKey } from './integration'
import { Language } from './language'

/** One wish for one link that connects a connection anew. The same `intentKey` never makes two. */
export const ReconnectLinkInput = z.strictObject({
  intentKey: z.uuid('Reload the page: this form has lost its key.'),
  integration: IntegrationKey.min(1),
  connectionId: ConnectionId,
  language: Language.nullable(),
})
export type ReconnectLinkInput = z.infer<typeof ReconnectLinkInput>
