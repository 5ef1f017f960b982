'use client'

import { useState } from 'react'

import { Name } from '@/components/kit/name.client'
import { actionsColumn, Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { TextField } from '@/components/kit/text-field.client'
import { LocalMoment } from '@/components/kit/time.client'
import { RoleSelect, StaffSwitch } from '@/components/staff/actions.client'
import { foldText } from '@/lib/core/search/fold'
import type { StaffView } from '@/lib/staff/view'
import { roleNames } from '@/lib/staff/words'

type StaffTableProps = {
  /** By name. */
  staff: StaffView[]
  /** Who becomes an admin at each sign-in. */
  adminEmails: string[]
}

const textOf = ({ name, email, role, isDisabled }: StaffView) =>
  foldText([name, email, roleNames[role], isDisabled ? 'Disabled' : 'Active'].join(' '))

/** Everybody who ever signed in, or those of them whom somebody searches for. */
export function StaffTable({ staff, adminEmails }: StaffTableProps) {
  const [search, setSearch] = useState('')
  const words = foldText(search).split(' ')
  const found = staff.filter((person) => words.every((word) => textOf(person).includes(word)))
  return (
    <>
      <search className="mb-3 flex items-end justify-between gap-3">
        <div className="w-full max-w-80">
          <TextField
            type="search"
            label="Search staff"
            error={undefined}
            placeholder="Name, e-mail, role"
            autoComplete="off"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </div>
        <output className="py-2 whitespace-nowrap text-muted tabular-nums">
          {found.length < staff.length && `${found.length} of `}
          {staff.length} {staff.length === 1 ? 'person' : 'people'}
        </output>
      </search>
      <DataTable label="Staff" columns={['Name', 'E-mail', 'Role', 'Last sign-in', 'Status', actionsColumn]}>
        {found.map((person) => (
          <StaffRow
            key={person.id}
            person={person}
            isListedAdmin={adminEmails.includes(person.email.toLowerCase())}
          />
        ))}
      </DataTable>
      {found.length === 0 && <p className="py-4 text-muted">Nobody of that name, e-mail or role.</p>}
    </>
  )
}

function StaffRow({ person, isListedAdmin }: { person: StaffView; isListedAdmin: boolean }) {
  return (
    <Row>
      <Cell className="font-medium">
        <Name>{person.name}</Name>
        {person.isSelf && <span className="font-normal text-muted"> (you)</span>}
      </Cell>
      <Cell className="break-words">
        <Name>{person.email}</Name>
      </Cell>
      <Cell>
        {person.isSelf ? (
          roleNames[person.role]
        ) : (
          <RoleSelect person={person} isListedAdmin={isListedAdmin} />
        )}
      </Cell>
      <Cell className="text-muted">{person.lastSignInAt && <LocalMoment at={person.lastSignInAt} />}</Cell>
      <Cell>{person.isDisabled ? 'Disabled' : 'Active'}</Cell>
      <Cell className="max-md:empty:hidden md:text-right">
        {!person.isSelf && <StaffSwitch person={person} />}
      </Cell>
    </Row>
  )
}
