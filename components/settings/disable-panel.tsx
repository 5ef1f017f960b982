import { useState } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import { RevokedLinks } from '@/components/settings/revoked-links'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { StaffActions, StaffView } from '@/lib/core/desk-status'
import type { LinkView } from '@/lib/core/link-view'

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
    () => disable(person.id, revokesKeys),
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
        <Button look="alarm" aria-busy={isPending} aria-disabled={isPending} onClick={run}>
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
