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
  const { run, isPending, message } = useAnswer(
    () => disable(person.id),
    (ended) => {
      setLinks(ended)
      onDone()
    },
  )
  if (links) return <RevokedLinks name={person.name} links={links} onClose={onClose} />
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Disable {person.name}?</h2>
      <p>They are signed out at once and cannot sign in until you enable them again.</p>
      <p>{liveLinksText(person.liveLinks)}</p>
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

const liveLinksText = (count: number) => {
  if (count === 0) return 'No link of theirs is live.'
  const links = count === 1 ? '1 live link of theirs is' : `${count} live links of theirs are`
  return `${links} revoked, for good. Somebody who is already on a provider’s page can still finish for about an hour.`
}
