import { type ReactNode, useEffect, useRef } from 'react'

import { Button } from '@/components/ui/button'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'
import { stateWords } from '@/lib/core/state-words'

type RevokedLinksProps = { name: string; links: LinkView[]; onClose: () => void; children: ReactNode }

/** What became of each link of somebody who was disabled just now. */
export function RevokedLinks({ name, links, onClose, children }: RevokedLinksProps) {
  const done = useRef<HTMLButtonElement>(null)
  // The button that had the focus is gone.
  useEffect(() => done.current?.focus(), [])
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{name} is disabled</h2>
      <output>
        {links.length === 0 ? 'No link of theirs was live.' : 'Their links that were live until now:'}
      </output>
      {links.length > 0 && (
        <ul className="max-h-64 divide-y divide-hairline overflow-y-auto rounded-lg border border-hairline">
          {links.map((link) => (
            <li key={link.id} className="flex justify-between gap-4 px-3 py-2 text-sm">
              <span className="truncate">{customerTitle(link.customer)}</span>
              <span className="shrink-0 text-muted">{outcomeOf(link)}</span>
            </li>
          ))}
        </ul>
      )}
      {wordsOf(links).map((words) => (
        <p key={words} className="text-muted">
          {words}
        </p>
      ))}
      {children}
      <div className="flex justify-end">
        <Button ref={done} look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}

/** What the end of these links means, each once. */
const wordsOf = (links: LinkView[]) => [...new Set(links.map(({ endWords }) => endWords))]

const outcomeOf = ({ state }: LinkView) =>
  state === 'active' ? 'Being revoked; the desk keeps at it' : stateWords[state]
