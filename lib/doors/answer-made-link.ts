import 'server-only'
import { type MadeLink, toMadeLink } from '@/lib/core/api/made-link'
import type { FieldErrors } from '@/lib/core/failure'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'

/** A link as an internal tool gets it, or why there is none; `rename` gives fields the names of the API. */
export const answerMadeLink = (
  result: Result<LiveLinkView>,
  rename: (errors: FieldErrors) => FieldErrors,
): Result<MadeLink> => {
  if (!result.ok) {
    const { fieldErrors } = result.failure
    return fieldErrors ? fail({ ...result.failure, fieldErrors: rename(fieldErrors) }) : result
  }
  const made = toMadeLink(result.value)
  return made ? succeed(made) : fail({ code: 'link_ended' })
}
