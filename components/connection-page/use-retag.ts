import { useAnswer } from '@/components/link-card/use-answer'
import type { Answer } from '@/lib/core/answers'
import type { ConnectionView } from '@/lib/core/connection-view'
import type { FieldErrors } from '@/lib/core/failure'
import type { Pair } from '@/lib/core/link-form'
import type { RetagInput } from '@/lib/core/retag-input'
import { toTagChange } from '@/lib/core/tag-change'

export type Retag = (change: RetagInput) => Promise<Answer<null>>

/** The errors of a change, by the rows of the form that they belong to; what belongs to none stands below all. */
const toRowErrors = (errors: FieldErrors, rows: number[]): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).map(([field, message]) => {
      const [, place, part] = /^set\.(\d+)\.(\w+)$/.exec(field) ?? []
      const row = rows[Number(place)]
      return [row === undefined ? 'tags' : `tags.${row}.${part}`, message]
    }),
  )

/** Sends what the form's rows change; where they change nothing, nothing is sent. */
export const useRetag = (
  { id, integration, tags }: ConnectionView,
  retag: Retag,
  readRows: () => Pair[],
  onDone: () => void,
) => {
  const save = async (): Promise<Answer<null>> => {
    const { set, remove, rows } = toTagChange(tags, readRows())
    if (set.length === 0 && remove.length === 0) return { ok: true, value: null }
    const answer = await retag({ integration: integration.key, connectionId: id, set, remove })
    if (answer.ok) return answer
    const { fieldErrors, ...failure } = answer.failure
    return { ok: false, failure: { ...failure, fieldErrors: toRowErrors(fieldErrors, rows) } }
  }
  return useAnswer(save, onDone)
}
