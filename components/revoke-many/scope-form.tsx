import { type SubmitEvent, useState } from 'react'

import type { Choice } from '@/components/revoke-many/revoke-many-dialog'
import { ScopeValue } from '@/components/revoke-many/scope-value'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { LiveLinksScope } from '@/lib/core/live-links-scope'

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
