import type { Outcome, RevokeManyState } from '@/components/revoke-many/use-revoke-many'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'

type RevokeProgressProps = { many: RevokeManyState; found: LinkView[]; onClose: () => void }

const plural = new Intl.PluralRules('en')
const countText = (count: number) => `${count} live ${plural.select(count) === 'one' ? 'link' : 'links'}`

/** What would be revoked; then how far it is, with a result for each link that stays to be read. */
export function RevokeProgress({ many, found, onClose }: RevokeProgressProps) {
  const { outcomes, isRunning } = many
  const hasBegun = isRunning || outcomes.length > 0
  const results = new Map(outcomes.map((outcome) => [outcome.link.id, outcome]))
  return (
    <>
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
          <Button onClick={many.stop}>Stop</Button>
        ) : (
          <Button onClick={onClose}>{hasBegun || found.length === 0 ? 'Close' : 'Keep them'}</Button>
        )}
        {!hasBegun && found.length > 0 && (
          <Button look="alarm" onClick={many.start}>
            Revoke {countText(found.length)}
          </Button>
        )}
      </div>
    </>
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
  const names = new Intl.ListFormat('en').format(link.integrations.map(({ displayName }) => displayName))
  return (
    <li className="flex flex-col gap-0.5 px-3 py-2 text-sm">
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium">{customerTitle(link.customer)}</span>
        <span className="truncate text-muted">{names}</span>
        <span className="ml-auto flex">
          <StateBadge state={outcome?.link.state ?? link.state} renewedAs={null} />
        </span>
      </span>
      {outcome?.message && <span className="text-status-failed">{outcome.message}</span>}
    </li>
  )
}
