import type { Metadata } from 'next'

import { KeysSection } from '@/components/api-keys/keys-section'
import { HostsSection } from '@/components/integrations/sections'
import { PageTitle } from '@/components/kit/page.client'
import { SectionNav } from '@/components/kit/section/section'
import { HelpdeskSection } from '@/components/links/helpdesk-section'
import { MessagesSection } from '@/components/messages/texts'
import { StaffSection } from '@/components/staff/staff-section'
import { StatusSection } from '@/components/status/status-section'
import { WebhooksSection } from '@/components/status/webhooks-section'
import { listApiKeys } from '@/lib/api-keys/list'
import { routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/guards/staff-page'
import { readHostLists } from '@/lib/integrations/change-hosts'
import { listIntegrations } from '@/lib/integrations/list'
import { readTemplateList } from '@/lib/messages/read'
import { settings } from '@/lib/settings/env'
import { listStaffMembers } from '@/lib/staff/list'
import { deskFacts, readDeskStatus } from '@/lib/status/read'
import { readNangoCheck } from '@/lib/status/read-nango'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const { value: status, ctx } = await requireReader(routes.settings(), 'settings.read', readDeskStatus)
  const staff = await listStaffMembers(ctx)
  const keys = await listApiKeys(ctx)
  const facts = deskFacts()
  return (
    <>
      <PageTitle>Settings</PageTitle>
      <SectionNav
        titles={['Status', 'Staff', 'API keys', 'Allowed hosts', 'Messages', 'Helpdesk', 'Webhooks']}
      />
      <StatusSection
        facts={facts}
        status={status}
        check={readNangoCheck(ctx)}
        catalogue={listIntegrations(ctx)}
      />
      <StaffSection staff={staff.ok ? staff.value : []} adminEmails={facts.adminEmails} />
      <KeysSection keys={keys.ok ? keys.value : []} />
      <HostsSection lists={readHostLists(ctx)} />
      <MessagesSection texts={await readTemplateList(ctx)} />
      <HelpdeskSection origin={facts.appOrigin} tickets={settings().tickets} />
      <WebhooksSection facts={facts} status={status} />
    </>
  )
}
