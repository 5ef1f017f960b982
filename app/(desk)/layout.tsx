import type { ReactNode } from 'react'

import { Shell } from '@/components/shell/shell'
import { routes } from '@/lib/core/routes'
import { requireStaff } from '@/lib/doors/staff-ctx'
import { settings } from '@/lib/env'

import { signOutAction } from '../signin/actions'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireStaff(routes.newLink())
  return (
    <Shell staff={actor} isSandbox={settings().mode === 'sandbox'} signOut={signOutAction}>
      {children}
    </Shell>
  )
}
