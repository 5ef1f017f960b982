import type { Metadata } from 'next'

import { StaffSection } from '@/components/settings/staff-section'
import { StatusSection } from '@/components/settings/status-section'
import { PageTitle } from '@/components/shell/page-title'
import type { DeskFacts } from '@/lib/core/desk-status'
import { routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/doors/staff-page'
import { settings } from '@/lib/env'
import { listStaffMembers } from '@/lib/use-cases/list-staff-members'
import { readDeskStatus } from '@/lib/use-cases/read-desk-status'

import { disableStaffAction, enableStaffAction } from './actions'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const { value: status, ctx } = await requireReader(routes.settings(), 'settings.read', readDeskStatus)
  const staff = await listStaffMembers(ctx)
  return (
    <>
      <PageTitle>Settings</PageTitle>
      <StatusSection facts={deskFacts()} status={status} />
      <StaffSection
        staff={staff.ok ? staff.value : []}
        actions={{ disable: disableStaffAction, enable: enableStaffAction }}
      />
    </>
  )
}

const deskFacts = (): DeskFacts => {
  const { appOrigin, databaseUrl, nango, retention, sandbox } = settings()
  return {
    isSandbox: sandbox !== null,
    nangoHost: nango.host,
    hasSigningKey: nango.webhookSigningKeys.length > 0,
    webhookUrl: appOrigin ? `${appOrigin}${routes.nangoWebhook()}` : (sandbox?.webhookUrl ?? ''),
    databaseEngine: databaseUrl ? 'PostgreSQL' : 'PGlite',
    ...retention,
  }
}
