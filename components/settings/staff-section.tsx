import { Section } from '@/components/settings/section'
import { StaffSwitch } from '@/components/settings/staff-switch.client'
import { tableLook, tbodyLook, tdLook, theadLook, thLook, trLook } from '@/components/table/table-look'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { StaffActions, StaffView } from '@/lib/core/desk-status'
import { roleNames } from '@/lib/core/staff'

/** Everybody who ever signed in. */
export function StaffSection({ staff, actions }: { staff: StaffView[]; actions: StaffActions }) {
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
              <td className={tdLook}>{roleNames[person.role]}</td>
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
