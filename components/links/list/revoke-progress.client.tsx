import { useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { useAnswer } from '@/components/kit/use-answer'
import { StateBadge } from '@/components/links/state-badge.client'
import type { Answer } from '@/lib/core/result'
import { customerTitle } from '@/lib/customers/view'
import type { LiveLinksScope } from '@/lib/links/schema/lists'
import type { LinkView } from '@/lib/links/view'

/** What became of one link; `message` says why it was not revoked. */
export type Outcome = { link: LinkView; message: string | null }

const unreachable = 'Connect Desk could not be reached.'

/** Finds the live links of a scope, then revokes them one after another; it can be stopped between two. */
export const useRevokeMany = (
  listLive: (scope: LiveLinksScope) => Promise<Answer<LinkView[]>>,
  revoke: (linkId: string) => Promise<Answer<LinkView>>,
) => {
  const wanted = useRef<LiveLinksScope | null>(null)
  const [found, setFound] = useState<LinkView[] | null>(null)
  const [outcomes, setOutcomes] = useState<Outcome[]>([])
  const [isRunning, setIsRunning] = useState(false)
  const isStopped = useRef(false)
  const finding = useAnswer(
    () => (wanted.current ? listLive(wanted.current) : Promise.reject(new Error('nothing to look for'))),
    setFound,
  )
  const revokeOne = async (link: LinkView): Promise<Outcome> => {
    const answer = await revoke(link.id).catch(() => null)
    if (!answer) return { link, message: unreachable }
    return answer.ok ? { link: answer.value, message: null } : { link, message: answer.failure.message }
  }
  const start = async () => {
    isStopped.current = false
    setIsRunning(true)
    for (const link of found ?? []) {
      if (isStopped.current) break
      const outcome = await revokeOne(link)
      setOutcomes((before) => [...before, outcome])
    }
    setIsRunning(false)
  }
  return {
    found,
    outcomes,
    isRunning,
    isFinding: finding.isPending,
    message: finding.message,
    find: (scope: LiveLinksScope) => {
      wanted.current = scope
      finding.run()
    },
    start: () => void start(),
    stop: () => {
      isStopped.current = true
    },
  }
}

export type RevokeManyState = ReturnType<typeof useRevokeMany>

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
