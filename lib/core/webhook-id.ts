import { z } from 'zod'

export const WebhookId = z.string().regex(/^msg_[0-9A-HJKMNP-TV-Z]{26}$/)
