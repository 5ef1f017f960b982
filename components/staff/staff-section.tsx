import { Section } from '@/components/kit/section'
import { actionsColumn, Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { RoleSelect, StaffSwitch } from '@/components/staff/actions.client'
import type { StaffView } from '@/lib/staff/view'
import { roleNames } from '@/lib/staff/words'

type StaffSectionProps = {
  staff: StaffView[]
  /** Who becomes an admin at each sign-in. */
  adminEmails: string[]
}

/** Everybody who ever signed in. */
export function StaffSection({ staff, adminEmails }: StaffSectionProps) {
  return (
    <Section title="Staff">
      <DataTable label="Staff" columns={['Name', 'E-mail', 'Role', 'Last sign-in', 'Status', actionsColumn]}>
        {staff.map((person) => (
          <Row key={person.id}>
            <Cell className="font-medium">
              {person.name}
              {person.isSelf && <span className="font-normal text-muted"> (you)</span>}
            </Cell>
            <Cell className="break-words">{person.email}</Cell>
            <Cell>
              {person.isSelf ? (
                roleNames[person.role]
              ) : (
                <RoleSelect
                  person={person}
                  isListedAdmin={adminEmails.includes(person.email.toLowerCase())}
                />
              )}
            </Cell>
            <Cell className="text-muted">
              {person.lastSignInAt && <LocalMoment at={person.lastSignInAt} />}
            </Cell>
            <Cell>{person.isDisabled ? 'Disabled' : 'Active'}</Cell>
            <Cell className="max-md:empty:hidden md:text-right">
              {!person.isSelf && <StaffSwitch person={person} />}
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Section>
  )
}
