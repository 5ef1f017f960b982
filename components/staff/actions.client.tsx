'use client'

import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Checkbox, FieldError, Select } from '@/components/kit/field.client'
import { DialogForm } from '@/components/kit/form-dialog.client'
import { useRefreshingAnswer } from '@/components/kit/use-answer.client'
import type { Role } from '@/lib/core/actor'
import { isolated, listText } from '@/lib/core/sentence'
import { customerTitle } from '@/lib/customers/view'
import type { LinkView } from '@/lib/links/view'
import { stateWords } from '@/lib/links/words'
import { changeRoleAction, disableStaffAction, enableStaffAction } from '@/lib/staff/actions'
import type { StaffView } from '@/lib/staff/view'
import { roleNames } from '@/lib/staff/words'

type RoleSelectProps = { person: StaffView; isListedAdmin: boolean }

const roles = ['viewer', 'agent', 'admin'] as const satisfies readonly Role[]

/** A person's role. It changes when it is saved, not when another one is chosen. */
export function RoleSelect({ person, isListedAdmin }: RoleSelectProps) {
  const select = useRef<HTMLSelectElement>(null)
  const [role, setRole] = useState(person.role)
  const { run, isPending, message } = useRefreshingAnswer(
    () => changeRoleAction({ id: person.id, role }),
    () => select.current?.focus(),
  )
  const isChanged = role !== person.role
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    run()
  }
  return (
    <form onSubmit={save} className="flex flex-wrap items-center gap-2">
      <Select
        ref={select}
        aria-label={`Role of ${person.name}`}
        value={role}
        onChange={({ target }) => setRole(roles.find((one) => one === target.value) ?? person.role)}
        isSmall
        className="w-28!"
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {roleNames[one]}
          </option>
        ))}
      </Select>
      {isChanged && (
        <Button
          type="submit"
          variant="primary"
          isPending={isPending}
          pendingText="Saving…"
          className="h-8! pointer-coarse:h-control!"
        >
          Save
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

type RevokedLinksProps = { name: string; links: LinkView[]; onClose: () => void; children: ReactNode }

/** What became of each link of somebody who was disabled just now. */
function RevokedLinks({ name, links, onClose, children }: RevokedLinksProps) {
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

type PanelProps = { person: StaffView; onClose: () => void }

/** Says what disabling does, does it, and says what became of each link. */
function DisablePanel({ person, onClose }: PanelProps) {
  const [links, setLinks] = useState<LinkView[] | null>(null)
  // The keys as they were asked about: the row behind the dialog changes with the answer.
  const [keys] = useState(person.liveKeys)
  const [revokesKeys, setRevokesKeys] = useState(true)
  const answer = useRefreshingAnswer(() => disableStaffAction({ id: person.id, revokesKeys }), setLinks)
  if (links)
    return (
      <RevokedLinks name={person.name} links={links} onClose={onClose}>
        {keys.length > 0 && (
          <p>{revokesKeys ? `Revoked: ${keysText(keys)}.` : `Still in use: ${keysText(keys)}.`}</p>
        )}
      </RevokedLinks>
    )
  return (
    <DialogForm
      title={`Disable ${isolated(person.name)}?`}
      action={{ text: 'Disable', pendingText: 'Disabling…', variant: 'alarm' }}
      answer={answer}
      onClose={onClose}
    >
      <p>They are signed out at once and cannot sign in until you enable them again.</p>
      <p>{liveLinksText(person.liveLinks)}</p>
      {keys.length > 0 && <LiveKeys keys={keys} isChecked={revokesKeys} onChange={setRevokesKeys} />}
    </DialogForm>
  )
}

const keysText = (keys: StaffView['liveKeys']) =>
  `the API ${keys.length === 1 ? 'key' : 'keys'} ${listText(keys.map(({ name }) => isolated(name)))}`

type LiveKeysProps = {
  keys: StaffView['liveKeys']
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

/** The keys that the person created, and whether they end as well. */
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
      <Checkbox
        checked={isChecked}
        onChange={({ target }) => onChange(target.checked)}
        // Enter on a box would go through with the whole question.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
      >
        Revoke these keys too{' '}
        <span className="text-muted">– the tools that use them are refused at once</span>
      </Checkbox>
    </div>
  )
}

const liveLinksText = (count: number) => {
  if (count === 0) return 'No link of theirs is live.'
  const links = count === 1 ? '1 live link of theirs is' : `${count} live links of theirs are`
  return `${links} revoked, for good. Somebody who is already on a provider’s page can still finish for about an hour.`
}

/** Says what enabling does, and does it. */
function EnablePanel({ person, onClose }: PanelProps) {
  const answer = useRefreshingAnswer(() => enableStaffAction(person.id), onClose)
  return (
    <DialogForm
      title={`Enable ${isolated(person.name)}?`}
      action={{ text: 'Enable', pendingText: 'Enabling…', variant: 'primary' }}
      answer={answer}
      onClose={onClose}
    >
      <p>They can sign in again. Links and API keys that were revoked stay revoked.</p>
    </DialogForm>
  )
}

/** Shuts a person out or lets them in again, after asking. */
export function StaffSwitch({ person }: { person: StaffView }) {
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
        label={asked === 'enable' ? `Enable ${isolated(person.name)}?` : `Disable ${isolated(person.name)}?`}
      >
        {asked === 'enable' ? (
          <EnablePanel person={person} onClose={close} />
        ) : (
          <DisablePanel person={person} onClose={close} />
        )}
      </Dialog>
    </>
  )
}
