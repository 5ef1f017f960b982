import { useRef } from 'react'

import { type Retag, useRetag } from '@/components/connection-page/use-retag'
import { TagsFields } from '@/components/link-form/tags-fields.client'
import { useFieldErrors } from '@/components/link-form/use-field-errors'
import { useFocusOnFailure } from '@/components/link-form/use-focus-on-failure'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ConnectionView } from '@/lib/core/connection-view'
import { readPairs } from '@/lib/core/link-form'
import { fixedTag } from '@/lib/core/tag-change'

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
      onInput={errors.heed}
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
        <Button type="submit" look="primary" aria-busy={isPending} aria-disabled={isPending}>
          {isPending ? 'Saving…' : 'Save tags'}
        </Button>
      </div>
    </form>
  )
}
