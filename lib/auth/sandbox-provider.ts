import 'server-only'
import CredentialsProvider from 'next-auth/providers/credentials'

import { roleNames } from '@/lib/core/role-names'
import { Role } from '@/lib/core/staff'
import { settings } from '@/lib/settings/env'

import type { Admitted } from './admit'

/** The demo person of a role. */
export const demoStaff = (role: Role): Admitted => ({
  identity: `sandbox:${role}`,
  email: `${role}@example.com`,
  name: `Demo ${roleNames[role].toLowerCase()}`,
  role,
})

/** One-click sign-in of demo staff. Refuses in any mode but the sandbox, should it ever be listed there. */
export const sandboxProvider = CredentialsProvider({
  id: 'sandbox',
  name: 'Sandbox',
  credentials: { role: {} },
  authorize: (credentials) => {
    const role = Role.safeParse(credentials?.role)
    if (settings().mode !== 'sandbox' || !role.success) return null
    const { identity: id, email, name } = demoStaff(role.data)
    return { id, email, name, demoRole: role.data }
  },
})
