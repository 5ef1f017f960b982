import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import { Field, Select } from '@/components/kit/field.client'
import { DialogForm } from '@/components/kit/form-dialog.client'
import { Name } from '@/components/kit/name.client'
import { TextField } from '@/components/kit/text-field.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import { StateBadge } from '@/components/links/state-badge.client'
import type { FailureView } from '@/lib/core/failure'
import { listText } from '@/lib/core/sentence'
import { customerTitle } from '@/lib/customers/view'
import { listLiveLinksAction, revokeLinkAction } from '@/lib/links/actions'
import type { LiveLinksScope } from '@/lib/links/schema/lists'
import type { LinkView } from '@/lib/links/view'

/** The one customer, integration or person that is meant. */
function ScopeValue({ by, choices }: { by: LiveLinksScope['by']; choices: Choice[] }) {
  if (by === 'customer')
    return <TextField name="value" label="Customer ID" error={undefined} required className="font-mono" />
  return (
    <Field label={by === 'staff' ? 'Staff member' : 'Integration'} error={undefined} isRequired>
      {({ id }) => (
        <Select id={id} name="value" required>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

const labels: Record<LiveLinksScope['by'], string> = {
  customer: 'One customer',
  integration: 'One integration',
  staff: 'One staff member',
}

type ScopeFormProps = RevokeManyProps & { onFound: (links: LinkView[]) => void; onClose: () => void }

/** Asks whose live links are to end. */
function ScopeForm({ integrations, staff, onFound, onClose }: ScopeFormProps) {
  const [by, setBy] = useState<LiveLinksScope['by']>('customer')
  const value = useRef('')
  const finding = useAnswer(() => listLiveLinksAction({ by, value: value.current }), onFound)
  const offered = (['customer', 'integration', 'staff'] as const).filter(
    (one) => one !== 'staff' || staff.length > 0,
  )
  const find = (form: HTMLFormElement) => {
    const typed = new FormData(form).get('value')
    value.current = typeof typed === 'string' ? typed.trim() : ''
    if (value.current) finding.run()
  }
  return (
    <DialogForm
      title="Revoke many links"
      form={{ noValidate: false }}
      action={{ text: 'Find live links', pendingText: 'Looking…', variant: 'primary' }}
      answer={{ ...finding, run: find }}
      onClose={onClose}
    >
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
    </DialogForm>
  )
}

/** What became of one link; `failure` says why it was not revoked. */
type Outcome = { link: LinkView; failure: FailureView | null }

const revokeOne = async (link: LinkView): Promise<Outcome> => {
  const answer = await revokeLinkAction(link.id).catch((error: unknown) => ({
    ok: false as const,
    failure: toFailure(error),
  }))
  return answer.ok ? { link: answer.value, failure: null } : { link, failure: answer.failure }
}

/** Revokes links one after another; it can be stopped between two, and stops with the dialog. */
const useRevokeMany = (links: LinkView[]) => {
  const [outcomes, setOutcomes] = useState<Outcome[]>([])
  const [isRunning, setIsRunning] = useState(false)
  const isStopped = useRef(false)
  const stop = () => {
    isStopped.current = true
  }
  useEffect(
    () => () => {
      isStopped.current = true
    },
    [],
  )
  const start = async () => {
    isStopped.current = false
    setIsRunning(true)
    for (const link of links) {
      if (isStopped.current) break
      const outcome = await revokeOne(link)
      setOutcomes((before) => [...before, outcome])
    }
    setIsRunning(false)
  }
  return { outcomes, isRunning, start: () => void start(), stop }
}

const plural = new Intl.PluralRules('en')
const countText = (count: number) => `${count} live ${plural.select(count) === 'one' ? 'link' : 'links'}`

type RevokeProgressProps = { found: LinkView[]; onClose: () => void }

/** What would be revoked; then how far it is, with a result for each link that stays to be read. */
function RevokeProgress({ found, onClose }: RevokeProgressProps) {
  const { outcomes, isRunning, start, stop } = useRevokeMany(found)
  const hasBegun = isRunning || outcomes.length > 0
  const results = new Map(outcomes.map((outcome) => [outcome.link.id, outcome]))
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Revoke many links</h2>
      <p aria-live="polite">
        {hasBegun ? (
          <span className="font-medium tabular-nums">
            {outcomes.length} of {found.length} done.
          </span>
        ) : (
          intro(found)
        )}
      </p>
      {hasBegun && (
        <progress
          aria-label="Revoked so far"
          value={outcomes.length}
          max={found.length}
          className="h-1.5 w-full accent-accent"
        />
      )}
      {found.length > 0 && (
        <ul
          aria-label="Links to revoke"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
          tabIndex={0}
          className="max-h-80 divide-y divide-hairline overflow-y-auto rounded-lg border border-hairline"
        >
          {found.map((link) => (
            <ResultRow key={link.id} link={link} outcome={results.get(link.id)} />
          ))}
        </ul>
      )}
      <div className="flex justify-end gap-2">
        {isRunning ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <Button onClick={onClose}>{hasBegun || found.length === 0 ? 'Close' : 'Keep them'}</Button>
        )}
        {!hasBegun && found.length > 0 && (
          <Button variant="alarm" onClick={start}>
            Revoke {countText(found.length)}
          </Button>
        )}
      </div>
    </div>
  )
}

/** How many there are, and what their end means, each once. */
const intro = (found: LinkView[]) => {
  if (found.length === 0) return 'There is no live link of these.'
  const they = plural.select(found.length) === 'one' ? 'It' : 'They'
  const words = new Set(found.map(({ endWords }) => endWords))
  return [`${countText(found.length)}. ${they} cannot be brought back.`, ...words].join(' ')
}

function ResultRow({ link, outcome }: { link: LinkView; outcome: Outcome | undefined }) {
  const names = listText(link.integrations.map(({ displayName }) => displayName))
  return (
    <li className="flex flex-col gap-0.5 px-3 py-2 text-sm">
      <span className="flex min-w-0 items-center gap-2">
        <Name className="truncate font-medium">{customerTitle(link.customer)}</Name>
        <Name className="truncate text-muted">{names}</Name>
        <span className="ml-auto flex">
          <StateBadge state={outcome?.link.state ?? link.state} renewedAs={null} />
        </span>
      </span>
      {outcome?.failure && (
        <span className="text-status-failed">
          <FailureText failure={outcome.failure} />
        </span>
      )}
    </li>
  )
}

type Choice = { value: string; label: string }

export type RevokeManyProps = {
  integrations: Choice[]
  /** Empty for who may not end the links of one staff member. */
  staff: Choice[]
}

/** Ends all live links of a customer, an integration or a staff member, one after another, and says how each went. */
export function RevokeManyDialog({ onClose, ...choices }: RevokeManyProps & { onClose: () => void }) {
  const router = useRouter()
  const [found, setFound] = useState<LinkView[] | null>(null)
  const close = () => {
    onClose()
    router.refresh()
  }
  return (
    <Dialog isOpen onClose={close} label="Revoke many links" size="lg">
      {found === null ? (
        <ScopeForm {...choices} onFound={setFound} onClose={close} />
      ) : (
        <RevokeProgress found={found} onClose={close} />
      )}
    </Dialog>
  )
}
