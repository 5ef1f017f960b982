import type { Metadata } from 'next'

import { KeysSection } from '@/components/api-keys/keys-section'
import { HostsSection } from '@/components/integrations/hosts-section'
import { PageTitle } from '@/components/kit/page-title.client'
import { SectionNav } from '@/components/kit/section'
import { StaffSection } from '@/components/staff/staff-section'
import { StatusSection } from '@/components/status/status-section'
import { WebhooksSection } from '@/components/status/webhooks-section'
import { createApiKeyAction, revokeApiKeyAction } from '@/lib/api-keys/actions'
import { listApiKeys } from '@/lib/api-keys/list'
import { routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/guards/staff-page'
import { changeHostListAction } from '@/lib/integrations/actions'
import { readHostLists } from '@/lib/integrations/hosts'
import { changeRoleAction, disableStaffAction, enableStaffAction } from '@/lib/staff/actions'
import { listStaffMembers } from '@/lib/staff/list'
import { checkAgainAction } from '@/lib/status/actions'
import { readNangoCheck } from '@/lib/status/check-nango'
import { deskFacts, readDeskStatus } from '@/lib/status/read'
import { sendAgainAction } from '@/lib/webhooks/actions'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const { value: status, ctx } = await requireReader(routes.settings(), 'settings.read', readDeskStatus)
  const staff = await listStaffMembers(ctx)
  const keys = await listApiKeys(ctx)
  const facts = deskFacts()
  return (
    <>
      <PageTitle>Settings</PageTitle>
      <SectionNav titles={['Status', 'Staff', 'API keys', 'Allowed hosts', 'Webhooks']} />
      <StatusSection
        facts={facts}
        status={status}
        check={readNangoCheck(ctx)}
        checkAgain={checkAgainAction}
      />
      <StaffSection
        staff={staff.ok ? staff.value : []}
        adminEmails={facts.adminEmails}
        actions={{ disable: disableStaffAction, enable: enableStaffAction, changeRole: changeRoleAction }}
      />
      <KeysSection
        keys={keys.ok ? keys.value : []}
        actions={{ create: createApiKeyAction, revoke: revokeApiKeyAction }}
      />
      <HostsSection lists={readHostLists(ctx)} change={changeHostListAction} />
      <WebhooksSection facts={facts} status={status} sendAgain={sendAgainAction} />
    </>
  )
}
