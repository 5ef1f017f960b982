import { z } from 'zod'

/** The header Idempotency-Key: visible ASCII. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'It has 1 to 255 visible ASCII characters.')
