import type { Metadata } from 'next'

import { NotAllowed } from '@/components/sign-in/not-allowed'
import { routes } from '@/lib/core/routes'
import { settings } from '@/lib/env'

export const metadata: Metadata = { title: 'Not allowed' }

export default function NotAllowedPage() {
  return <NotAllowed admins={settings().auth.adminEmails} signOutHref={routes.signIn()} />
}
