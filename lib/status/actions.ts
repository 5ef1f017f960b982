'use server'

import { z } from 'zod'

import { staffAction } from '@/lib/guards/staff-action'

import { makeTestLink } from './make-test-link'
import { readNangoCheck } from './read-nango'
import { TestLinkInput } from './schema'
import { sendTestWebhook } from './send-test-webhook'

/** The Check again button: asks Nango afresh. */
export const checkAgainAction = staffAction(
  { name: 'settings.check', input: z.void(), doing: 'staff' },
  (ctx) => readNangoCheck(ctx, { afresh: true }),
)

/** The Send a test webhook button. */
export const sendTestWebhookAction = staffAction(
  { name: 'settings.test_webhook', input: z.void(), doing: 'staff' },
  sendTestWebhook,
)

/** The Make a test link button. */
export const makeTestLinkAction = staffAction(
  { name: 'settings.test_link', input: TestLinkInput, doing: 'create' },
  makeTestLink,
)
