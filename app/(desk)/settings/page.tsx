import type { Metadata } from 'next'

import { HostsSection } from '@/components/settings/hosts-section'
import { KeysSection } from '@/components/settings/keys-section'
import { SectionNav } from '@/components/settings/section-nav'
import { StaffSection } from '@/components/settings/staff-section'
import { StatusSection } from '@/components/settings/status-section'
import { WebhooksSection } from '@/components/settings/webhooks-section'
import { PageTitle } from '@/components/shell/page-title'
import { routes } from '@/lib/core/routes'
import { flushRefusedWebhooks } from '@/lib/doors/count-refused-webhook'
import { deskFacts } from '@/lib/doors/desk-facts'
import { requireReader } from '@/lib/doors/staff-page'
import { listApiKeys } from '@/lib/use-cases/list-api-keys'
import { listStaffMembers } from '@/lib/use-cases/list-staff-members'
import { readDeskStatus } from '@/lib/use-cases/read-desk-status'
import { readHostLists } from '@/lib/use-cases/read-host-lists'
import { readNangoCheck } from '@/lib/use-cases/read-nango-check'

import {
  changeHostListAction,
  changeRoleAction,
  checkAgainAction,
  disableStaffAction,
  enableStaffAction,
  sendAgainAction,
} from './actions'
import { createApiKeyAction, revokeApiKeyAction } from './keys/actions'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  await flushRefusedWebhooks()
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
