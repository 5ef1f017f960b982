'use client'

import { useRouter } from 'next/navigation'
import { type SubmitEvent, useRef, useState } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import { Button } from '@/components/ui/button'
import { controlLook } from '@/components/ui/control-look'
import { FieldError } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon.client'
import type { StaffActions, StaffView } from '@/lib/core/desk-status'
import { roleNames } from '@/lib/core/role-names'
import type { Role } from '@/lib/core/staff'

type RoleSelectProps = { person: StaffView; isListedAdmin: boolean; change: StaffActions['changeRole'] }

const roles = ['viewer', 'agent', 'admin'] as const satisfies readonly Role[]

/** A person's role. Another one counts when it is saved: a look at the choices changes nothing. */
export function RoleSelect({ person, isListedAdmin, change }: RoleSelectProps) {
  const router = useRouter()
  const select = useRef<HTMLSelectElement>(null)
  const [role, setRole] = useState(person.role)
  const { run, isPending, message } = useAnswer(
    () => change(person.id, role),
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
          className={`${controlLook} h-8! w-28! appearance-none px-2! pr-7! text-sm! pointer-coarse:h-control!`}
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
          look="primary"
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
