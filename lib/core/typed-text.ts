import { z } from 'zod'

const loneSurrogate = /\p{Surrogate}/u

/** Whether PostgreSQL can keep a text: it takes neither NUL nor half a character. */
export const isKeepable = (text: string) => !text.includes('\u0000') && !loneSurrogate.test(text)

/** Text as somebody typed it, trimmed; what cannot be kept is refused where it stands. */
export const TypedText = z
  .string()
  .trim()
  .refine(isKeepable, 'This text contains a character that cannot be kept. Type it anew.')
