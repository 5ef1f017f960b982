import { useRef } from 'react'

import { DialogForm } from '@/components/kit/form-dialog.client'
import { Notice } from '@/components/kit/notice.client'
import { useRefreshingAnswer } from '@/components/kit/use-answer.client'
import { useFieldErrors, useFocusOnFailure } from '@/components/kit/use-field-errors'
import { TagsFields } from '@/components/links/form/tags-fields.client'
import { retagConnectionAction } from '@/lib/connections/actions'
import { type ConnectionView, toTagChange } from '@/lib/connections/view'
import { linkTag } from '@/lib/core/customer-fields'
import type { FieldErrors } from '@/lib/core/failure'
import type { Answer } from '@/lib/core/result'
import { type Pair, readPairs } from '@/lib/links/schema/form'

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
function useRetag({ id, integration, tags }: ConnectionView, readRows: () => Pair[], onDone: () => void) {
  const save = async (): Promise<Answer<null>> => {
    const { set, remove, rows } = toTagChange(tags, readRows())
    if (set.length === 0 && remove.length === 0) return { ok: true, value: null }
    const answer = await retagConnectionAction({
      integration: integration.key,
      connectionId: id,
      set,
      remove,
    })
    if (answer.ok) return answer
    const { fieldErrors, ...failure } = answer.failure
    return { ok: false, failure: { ...failure, fieldErrors: toRowErrors(fieldErrors, rows) } }
  }
  return useRefreshingAnswer(save, onDone)
}

type RetagFormProps = {
  connection: ConnectionView
  /** A reconnect link that lives now brings back the tags of when it was created. */
  hasLiveReconnect: boolean
  onClose: () => void
}

/** All tags of a connection as rows; only what is changed in them is sent. */
export function RetagForm({ connection, hasLiveReconnect, onClose }: RetagFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const readRows = () => (form.current ? readPairs(new FormData(form.current), 'tags') : [])
  const { run, isPending, failure } = useRetag(connection, readRows, onClose)
  const errors = useFieldErrors(failure)
  useFocusOnFailure(form, failure)
  const { [linkTag]: fixed, ...others } = connection.tags
  const rows = Object.entries(others).map(([key, value]) => ({ key, value }))
  const save = () => {
    if (!isPending) errors.begin()
    run()
  }
  return (
    <DialogForm
      title="Edit tags"
      form={{ ref: form, 'aria-label': 'Edit tags', onInput: errors.onInput }}
      action={{ text: 'Save tags', pendingText: 'Saving…', variant: 'primary' }}
      answer={{ run: save, isPending, message: errors.isMended ? null : (failure?.message ?? null) }}
      onClose={onClose}
    >
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
            {linkTag} {fixed}
          </span>{' '}
          ties the connection to its link and stays as it is.
        </p>
      )}
    </DialogForm>
  )
}
