import { z } from 'zod'

import { Customer } from '@/lib/customers/schema'

import { ConnectionId } from './connection-id'
import { IntegrationKey } from './integration'

/** Which connection's links are asked for, and its customer where it names one. */
export const WaitingQuestion = z.strictObject({
  integration: IntegrationKey.min(1),
  id: ConnectionId,
  customer: Customer.shape.id.exactOptional(),
})
export type WaitingQuestion = z.infer<typeof WaitingQuestion>
