import { z } from 'zod'

/** Text as somebody typed it, trimmed. PostgreSQL cannot keep the character NUL, so it is refused where it stands. */
export const TypedText = z
  .string()
  .trim()
  .refine(
    (text) => !text.includes('\u0000'),
    'This text contains a character that cannot be kept. Type it anew.',
  )
