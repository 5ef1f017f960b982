import { useRef } from 'react'

import { Button } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { useAnswer } from '@/components/kit/use-answer'
import { useFieldErrors, useFocusOnFailure } from '@/components/kit/use-field-errors'
import { TagsFields } from '@/components/links/form/tags-fields.client'
import { type RetagInput } from '@/lib/connections/schema'
import { type ConnectionView, fixedTag, toTagChange } from '@/lib/connections/view'
import type { FieldErrors } from '@/lib/core/failure'
import type { Answer } from '@/lib/core/result'
import { type Pair, readPairs } from '@/lib/links/schema/form'

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

type RetagFormProps = {
  connection: ConnectionView
  /** A reconnect link that lives now brings the tags of its making back. */
  hasLiveReconnect: boolean
  retag: Retag
  onSaved: () => void
  onClose: () => void
}

/** All tags of a connection as rows; only what is changed in them is sent. */
export function RetagForm({ connection, hasLiveReconnect, retag, onSaved, onClose }: RetagFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const readRows = () => (form.current ? readPairs(new FormData(form.current), 'tags') : [])
  const { run, isPending, failure } = useRetag(connection, retag, readRows, onSaved)
  const errors = useFieldErrors(failure)
  useFocusOnFailure(form, failure)
  const { [fixedTag]: fixed, ...others } = connection.tags
  const rows = Object.entries(others).map(([key, value]) => ({ key, value }))
  return (
    <form
      ref={form}
      noValidate
      aria-label="Edit tags"
      className="flex flex-col gap-4"
      onInput={errors.onInput}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) errors.begin()
        run()
      }}
    >
      <h2 className="text-lg font-semibold">Edit tags</h2>
      <p className="text-muted">
        Tags say whose connection this is. What uses the connection may look for them by name.
      </p>
      {hasLiveReconnect && (
        <Notice tone="warning">
          A reconnect link for this connection is live. When the customer uses it, the tags become what they
          were when the link was made.
        </Notice>
      )}
      <TagsFields values={rows} errors={errors} fixedCount={fixed === undefined ? 0 : 1} />
      {fixed !== undefined && (
        <p className="text-sm text-muted">
          <span className="font-mono wrap-anywhere">
            {fixedTag} {fixed}
          </span>{' '}
          ties the connection to its link and stays as it is.
        </p>
      )}
      {failure && !errors.isMended && (
        <Notice tone="failure" role="alert" data-form-notice tabIndex={-1}>
          {failure.message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={isPending} aria-disabled={isPending}>
          {isPending ? 'Saving…' : 'Save tags'}
        </Button>
      </div>
    </form>
  )
}
