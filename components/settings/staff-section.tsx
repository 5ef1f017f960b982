import { RoleSelect } from '@/components/settings/role-select.client'
import { Section } from '@/components/settings/section'
import { StaffSwitch } from '@/components/settings/staff-switch.client'
import { tableLook, tbodyLook, tdLook, theadLook, thLook, trLook } from '@/components/table/table-look'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { StaffActions, StaffView } from '@/lib/core/desk-status'
import { roleNames } from '@/lib/core/role-names'

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
      <table aria-label="Staff" className={tableLook}>
        <thead className={theadLook}>
          <tr>
            {['Name', 'E-mail', 'Role', 'Last sign-in', 'Status'].map((title) => (
              <th key={title} scope="col" className={thLook}>
                {title}
              </th>
            ))}
            <th scope="col" className={thLook}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className={tbodyLook}>
          {staff.map((person) => (
            <tr key={person.id} className={trLook}>
              <td className={`${tdLook} font-medium`}>
                {person.name}
                {person.isSelf && <span className="font-normal text-muted"> (you)</span>}
              </td>
              <td className={`${tdLook} break-words`}>{person.email}</td>
              <td className={tdLook}>
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
              <td className={`${tdLook} text-muted`}>
                {person.lastSignInAt && <LocalMoment at={person.lastSignInAt} />}
              </td>
              <td className={tdLook}>{person.isDisabled ? 'Disabled' : 'Active'}</td>
              <td className={`${tdLook} max-md:empty:hidden md:text-right`}>
                {!person.isSelf && <StaffSwitch person={person} actions={actions} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
