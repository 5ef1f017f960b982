import { Section } from '@/components/kit/section'
import {
  tableClass,
  tbodyClass,
  tdClass,
  theadClass,
  thClass,
  trClass,
} from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { RoleSelect, StaffSwitch } from '@/components/staff/person-actions.client'
import { roleNames } from '@/lib/staff/words'
import type { StaffActions, StaffView } from '@/lib/status/view'

type StaffSectionProps = {
  staff: StaffView[]
  /** Who becomes an admin at each sign-in. */
  adminEmails: string[]
  actions: StaffActions
}

/** Everybody who ever signed in. */
export function StaffSection({ staff, adminEmails, actions }: StaffSectionProps) {
  return (
    <Section title="Staff">
      <table aria-label="Staff" className={tableClass}>
        <thead className={theadClass}>
          <tr>
            {['Name', 'E-mail', 'Role', 'Last sign-in', 'Status'].map((title) => (
              <th key={title} scope="col" className={thClass}>
                {title}
              </th>
            ))}
            <th scope="col" className={thClass}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className={tbodyClass}>
          {staff.map((person) => (
            <tr key={person.id} className={trClass}>
              <td className={`${tdClass} font-medium`}>
                {person.name}
                {person.isSelf && <span className="font-normal text-muted"> (you)</span>}
              </td>
              <td className={`${tdClass} break-words`}>{person.email}</td>
              <td className={tdClass}>
                {person.isSelf ? (
                  roleNames[person.role]
                ) : (
                  <RoleSelect
                    person={person}
                    isListedAdmin={adminEmails.includes(person.email.toLowerCase())}
                    change={actions.changeRole}
                  />
                )}
              </td>
              <td className={`${tdClass} text-muted`}>
                {person.lastSignInAt && <LocalMoment at={person.lastSignInAt} />}
              </td>
              <td className={tdClass}>{person.isDisabled ? 'Disabled' : 'Active'}</td>
              <td className={`${tdClass} max-md:empty:hidden md:text-right`}>
                {!person.isSelf && <StaffSwitch person={person} actions={actions} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
