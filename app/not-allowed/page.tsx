import type { Metadata } from 'next'

import { NotAllowed } from '@/components/sign-in/cards'
import { routes } from '@/lib/core/routes'
import { settings } from '@/lib/settings/env'
import { isRefusalTicket } from '@/lib/staff/sign-in/sign-in-callback'

export const metadata: Metadata = { title: 'Not allowed' }

export default async function NotAllowedPage({
  searchParams,
}: {
  searchParams: Promise<{ ticket?: unknown }>
}) {
  const isKnown = await isRefusalTicket((await searchParams).ticket)
  return <NotAllowed admins={isKnown ? settings().auth.adminEmails : []} signOutHref={routes.signIn()} />
}
