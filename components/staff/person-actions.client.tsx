'use client'

import { useRouter } from 'next/navigation'
import { type SubmitEvent, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { controlClass, FieldError } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { useAnswer } from '@/components/kit/use-answer'
import { DisablePanel } from '@/components/staff/disable-panel.client'
import type { Role } from '@/lib/core/actor'
import { roleNames } from '@/lib/staff/words'
import type { StaffActions, StaffView } from '@/lib/status/view'

type RoleSelectProps = { person: StaffView; isListedAdmin: boolean; change: StaffActions['changeRole'] }

const roles = ['viewer', 'agent', 'admin'] as const satisfies readonly Role[]

/** A person's role. Another one counts when it is saved: a look at the choices changes nothing. */
export function RoleSelect({ person, isListedAdmin, change }: RoleSelectProps) {
  const router = useRouter()
  const select = useRef<HTMLSelectElement>(null)
  const [role, setRole] = useState(person.role)
  const { run, isPending, message } = useAnswer(
    () => change({ id: person.id, role }),
    () => {
      select.current?.focus()
      router.refresh()
    },
  )
  const isChanged = role !== person.role
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    run()
  }
  return (
    <form onSubmit={save} className="flex flex-wrap items-center gap-2">
      <div className="relative">
        <select
          ref={select}
          aria-label={`Role of ${person.name}`}
          value={role}
          onChange={({ target }) => setRole(roles.find((one) => one === target.value) ?? person.role)}
          className={`${controlClass} h-8! w-28! appearance-none px-2! pr-7! text-sm! pointer-coarse:h-control!`}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {roleNames[one]}
            </option>
          ))}
        </select>
        <Icon
          name="chevron"
          className="pointer-events-none absolute inset-y-0 right-2 my-auto size-3.5 text-muted"
        />
      </div>
      {isChanged && (
        <Button
          type="submit"
          variant="primary"
          aria-busy={isPending}
          aria-disabled={isPending}
          className="h-8! pointer-coarse:h-control!"
        >
          {isPending ? 'Saving…' : 'Save'}
        </Button>
      )}
      {isListedAdmin && role !== 'admin' && (
        <p className="basis-full text-sm text-muted">
          ADMIN_EMAILS makes them an admin again at their next sign-in.
        </p>
      )}
      {message && (
        <div role="alert" className="basis-full">
          <FieldError>{message}</FieldError>
        </div>
      )}
    </form>
  )
}

type EnablePanelProps = {
  person: StaffView
  enable: StaffActions['enable']
  onDone: () => void
  onClose: () => void
}

/** Says what enabling does, and does it. */
export function EnablePanel({ person, enable, onDone, onClose }: EnablePanelProps) {
  const { run, isPending, message } = useAnswer(() => enable(person.id), onDone)
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Enable {person.name}?</h2>
      <p>They can sign in again. Links and API keys that were revoked stay revoked.</p>
      {message && (
        <Notice tone="failure" role="alert">
          {message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" aria-busy={isPending} aria-disabled={isPending} onClick={run}>
          {isPending ? 'Enabling…' : 'Enable'}
        </Button>
      </div>
    </div>
  )
}

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
        variant={person.isDisabled ? 'link' : 'danger'}
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
