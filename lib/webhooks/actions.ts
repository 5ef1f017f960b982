'use server'

import { WebhookId } from '@/lib/core/ids'
import { staffAction } from '@/lib/guards/staff-action'

import { sendWebhookAgain } from './deliver'

/** The Send again button of a webhook that the desk sent. */
export const sendAgainAction = staffAction(
  { name: 'webhook.send_again', input: WebhookId, doing: 'staff' },
  sendWebhookAgain,
)
