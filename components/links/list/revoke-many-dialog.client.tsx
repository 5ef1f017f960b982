import { useRouter } from 'next/navigation'
import { type SubmitEvent, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { controlClass, Field } from '@/components/kit/field.client'
import { Notice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { RevokeProgress, useRevokeMany } from '@/components/links/list/revoke-progress.client'
import type { Answer } from '@/lib/core/result'
import type { LiveLinksScope } from '@/lib/links/schema/lists'
import type { LinkView } from '@/lib/links/view'

/** The one customer, integration or person that is meant. */
export function ScopeValue({ by, choices }: { by: LiveLinksScope['by']; choices: Choice[] }) {
  if (by === 'customer')
    return <TextField name="value" label="Customer ID" error={undefined} required className="font-mono" />
  return (
    <Field label={by === 'staff' ? 'Staff member' : 'Integration'} error={undefined} isRequired>
      {({ id }) => (
        <select id={id} name="value" required className={controlClass}>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type ScopeFormProps = {
  integrations: Choice[]
  staff: Choice[]
  isPending: boolean
  message: string | null
  onFind: (scope: LiveLinksScope) => void
  onClose: () => void
}

const labels: Record<LiveLinksScope['by'], string> = {
  customer: 'One customer',
  integration: 'One integration',
  staff: 'One staff member',
}

/** Asks whose live links are to end. */
export function ScopeForm({ integrations, staff, isPending, message, onFind, onClose }: ScopeFormProps) {
  const [by, setBy] = useState<LiveLinksScope['by']>('customer')
  const offered = (['customer', 'integration', 'staff'] as const).filter(
    (one) => one !== 'staff' || staff.length > 0,
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const value = new FormData(event.currentTarget).get('value')
    if (typeof value === 'string' && value.trim()) onFind({ by, value: value.trim() })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">All live links of</legend>
        {offered.map((one) => (
          <label key={one} className="flex h-control items-center gap-2">
            <input
              type="radio"
              name="by"
              value={one}
              checked={by === one}
              onChange={() => setBy(one)}
              className="size-4 accent-accent"
            />
            {labels[one]}
          </label>
        ))}
      </fieldset>
      <ScopeValue key={by} by={by} choices={by === 'staff' ? staff : integrations} />
      {message && (
        <Notice tone="failure" role="alert">
          {message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" aria-busy={isPending} aria-disabled={isPending}>
          {isPending ? 'Looking…' : 'Find live links'}
        </Button>
      </div>
    </form>
  )
}

export type Choice = { value: string; label: string }

export type RevokeManyProps = {
  integrations: Choice[]
  /** Empty for who may not end the links of one staff member. */
  staff: Choice[]
  listLive: (scope: LiveLinksScope) => Promise<Answer<LinkView[]>>
  revoke: (linkId: string) => Promise<Answer<LinkView>>
}

/** Ends all live links of a customer, an integration or a staff member, one after another, and says how each went. */
export function RevokeManyDialog(props: RevokeManyProps & { onClose: () => void }) {
  const { integrations, staff, listLive, revoke, onClose } = props
  const router = useRouter()
  const many = useRevokeMany(listLive, revoke)
  const close = () => {
    if (many.isRunning) many.stop()
    onClose()
    router.refresh()
  }
  return (
    <Dialog
      isOpen
      onClose={close}
      label="Revoke many links"
      className="m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg rounded-lg border border-hairline bg-surface p-5 text-ink shadow-xl backdrop:bg-black/40"
    >
      <div className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">Revoke many links</h2>
        {many.found === null ? (
          <ScopeForm
            integrations={integrations}
            staff={staff}
            isPending={many.isFinding}
            message={many.message}
            onFind={many.find}
            onClose={close}
          />
        ) : (
          <RevokeProgress many={many} found={many.found} onClose={close} />
        )}
      </div>
    </Dialog>
  )
}
