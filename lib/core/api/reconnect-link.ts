import { z } from 'zod'

import { ConnectionId } from '../connection-id'
import { IntegrationKey } from '../integration'
import { Language } from '../language'
import { ownValue } from '../own-value'

/** Body of POST /api/reconnectLink. */
export const ReconnectLinkBody = z
  .strictObject({
    connectionId: ConnectionId.meta({
      description: 'Nango’s id of the connection.',
      example: '5bd0d8a3-3f1c-4a63-8b0a-6c1f6c2f2a55',
    }),
    integrationId: IntegrationKey.min(1).meta({
      description: 'Id of its integration at Nango.',
      example: 'github',
    }),
    language: Language.nullish().meta({
      description: 'Of the customer’s page; else it is that of their browser.',
      example: 'en',
    }),
  })
  .meta({ id: 'ReconnectLinkBody' })
export type ReconnectLinkBody = z.infer<typeof ReconnectLinkBody>

const formNames: Record<string, string> = { integration: 'integrationId', integrations: 'integrationId' }

/** Complaints by the names of the API. */
export const toReconnectLinkErrors = (errors: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(errors).map(([name, message]) => [ownValue(formNames, name) ?? name, message]),
  )
