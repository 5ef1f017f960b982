'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { DisablePanel } from '@/components/settings/disable-panel'
import { EnablePanel } from '@/components/settings/enable-panel'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import type { StaffActions, StaffView } from '@/lib/core/desk-status'

type StaffSwitchProps = { person: StaffView; actions: StaffActions }

/** Shuts a person out or lets them in again, after asking. */
export function StaffSwitch({ person, actions }: StaffSwitchProps) {
  const router = useRouter()
  // What was asked stays until it is answered, though the row behind it changes with the answer.
  const [asked, setAsked] = useState<'disable' | 'enable' | null>(null)
  const wanted = person.isDisabled ? 'enable' : 'disable'
  const word = person.isDisabled ? 'Enable' : 'Disable'
  const close = () => setAsked(null)
  return (
    <>
      <Button
        look={person.isDisabled ? 'link' : 'danger'}
        className="h-8! max-md:-ml-3 pointer-coarse:h-control!"
        aria-label={`${word} ${person.name}`}
        onClick={() => setAsked(wanted)}
      >
        {word}
      </Button>
      <Dialog
        isOpen={asked !== null}
        onClose={close}
        label={asked === 'enable' ? `Enable ${person.name}?` : `Disable ${person.name}?`}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-hairline bg-surface p-5 text-left text-base text-ink shadow-xl backdrop:bg-black/40"
      >
        {asked === 'enable' ? (
          <EnablePanel
            person={person}
            enable={actions.enable}
            onDone={() => {
              close()
              router.refresh()
            }}
            onClose={close}
          />
        ) : (
          <DisablePanel
            person={person}
            disable={actions.disable}
            onDone={() => router.refresh()}
            onClose={close}
          />
        )}
      </Dialog>
    </>
  )
}
