import type { Metadata } from 'next'

import { PageTitle } from '@/components/kit/page.client'
import { PreferencesForm } from '@/components/staff/preferences.client'
import { routes } from '@/lib/core/routes'
import { requireStaff } from '@/lib/guards/staff'
import { viewerPreferences } from '@/lib/guards/staff-page'

export const metadata: Metadata = { title: 'Preferences' }

export default async function PreferencesPage() {
  await requireStaff(routes.preferences())
  return (
    <>
      <PageTitle>Preferences</PageTitle>
      <p className="mb-5 max-w-prose text-muted">
        These are yours alone, in every browser that you sign in with. Each one is saved as you switch it.
      </p>
      <PreferencesForm preferences={await viewerPreferences()} />
    </>
  )
}
