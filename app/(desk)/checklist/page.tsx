import type { Metadata } from 'next'
import Link from 'next/link'

import { buttonClass } from '@/components/kit/button.client'
import { PageTitle } from '@/components/kit/page.client'
import { Checklist } from '@/components/status/checklist'
import { routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/guards/staff-page'
import { listIntegrations } from '@/lib/integrations/list'
import { deskFacts, readDeskStatus } from '@/lib/status/read'
import { readNangoCheck } from '@/lib/status/read-nango'

export const metadata: Metadata = { title: 'Checklist' }

/** What an admin sees before the form as long as no link can do its work; apart from it, so that the form loads none of this. */
export default async function ChecklistPage() {
  const { value: status, ctx } = await requireReader(routes.checklist(), 'settings.read', readDeskStatus)
  return (
    <>
      <PageTitle
        action={
          <Link href={routes.newLinkAnyway()} prefetch={false} className={buttonClass('primary')}>
            Go on to New link
          </Link>
        }
        about="As long as Nango, its scopes, the address of links or the database need you, links do not work. Only admins see this page."
      >
        Before the next link
      </PageTitle>
      <div className="flex flex-col gap-4">
        <Checklist
          heading="h2"
          facts={deskFacts()}
          status={status}
          check={readNangoCheck(ctx)}
          catalogue={listIntegrations(ctx)}
        />
      </div>
    </>
  )
}
