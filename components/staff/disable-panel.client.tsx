import { type ReactNode, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { useAnswer } from '@/components/kit/use-answer'
import { customerTitle } from '@/lib/customers/view'
import type { LinkView } from '@/lib/links/view'
import { stateWords } from '@/lib/links/words'
import type { StaffActions, StaffView } from '@/lib/status/view'

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
        <Button ref={done} variant="primary" onClick={onClose}>
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

type DisablePanelProps = {
  person: StaffView
  disable: StaffActions['disable']
  onDone: () => void
  onClose: () => void
}

/** Says what disabling does, does it, and says what became of each link. */
export function DisablePanel({ person, disable, onDone, onClose }: DisablePanelProps) {
  const [links, setLinks] = useState<LinkView[] | null>(null)
  // The keys as they were asked about: the row behind the dialog changes with the answer.
  const [keys] = useState(person.liveKeys)
  const [revokesKeys, setRevokesKeys] = useState(true)
  const { run, isPending, message } = useAnswer(
    () => disable({ id: person.id, revokesKeys }),
    (ended) => {
      setLinks(ended)
      onDone()
    },
  )
  if (links)
    return (
      <RevokedLinks name={person.name} links={links} onClose={onClose}>
        {keys.length > 0 && (
          <p>{revokesKeys ? `Revoked: ${keysText(keys)}.` : `Still in use: ${keysText(keys)}.`}</p>
        )}
      </RevokedLinks>
    )
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Disable {person.name}?</h2>
      <p>They are signed out at once and cannot sign in until you enable them again.</p>
      <p>{liveLinksText(person.liveLinks)}</p>
      {keys.length > 0 && <LiveKeys keys={keys} isChecked={revokesKeys} onChange={setRevokesKeys} />}
      {message && (
        <Notice tone="failure" role="alert">
          {message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="alarm" aria-busy={isPending} aria-disabled={isPending} onClick={run}>
          {isPending ? 'Disabling…' : 'Disable'}
        </Button>
      </div>
    </div>
  )
}

const keysText = (keys: StaffView['liveKeys']) =>
  `the API ${keys.length === 1 ? 'key' : 'keys'} ${new Intl.ListFormat('en').format(keys.map(({ name }) => name))}`

type LiveKeysProps = {
  keys: StaffView['liveKeys']
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

/** The keys that the person made, and whether they end as well. */
function LiveKeys({ keys, isChecked, onChange }: LiveKeysProps) {
  return (
    <div className="flex flex-col gap-2">
      <p>API keys in use that they made, and may know the text of:</p>
      <ul
        aria-label="API keys they made"
        className="max-h-40 divide-y divide-hairline overflow-y-auto rounded-lg border border-hairline"
      >
        {keys.map(({ id, name }) => (
          <li key={id} className="px-3 py-1.5 text-sm break-words">
            {name}
          </li>
        ))}
      </ul>
      <label className="flex items-start gap-2 py-0.5 pointer-coarse:py-2.5">
        <input
          type="checkbox"
          checked={isChecked}
          onChange={({ target }) => onChange(target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          Revoke these keys too{' '}
          <span className="text-muted">– the tools that use them are refused at once</span>
        </span>
      </label>
    </div>
  )
}

const liveLinksText = (count: number) => {
  if (count === 0) return 'No link of theirs is live.'
  const links = count === 1 ? '1 live link of theirs is' : `${count} live links of theirs are`
  return `${links} revoked, for good. Somebody who is already on a provider’s page can still finish for about an hour.`
}
