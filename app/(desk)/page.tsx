import { randomUUID } from 'node:crypto'

import type { Metadata } from 'next'

import { NewLinkDesk } from '@/components/new-link/new-link-desk.client'
import { toFailureView } from '@/lib/core/failure-text'
import { LinkId } from '@/lib/core/link-id'
import { routes } from '@/lib/core/routes'
import { canMakeLinks } from '@/lib/core/staff'
import { requireStaff } from '@/lib/doors/staff-ctx'
import { listIntegrations } from '@/lib/use-cases/list-integrations'
import { listMyLinks } from '@/lib/use-cases/list-my-links'
import { openLink } from '@/lib/use-cases/open-link'

import { createLinkAction, renewLinkAction, revokeLinkAction } from './actions'

export const metadata: Metadata = { title: 'New link' }

export default async function NewLinkPage({ searchParams }: { searchParams: Promise<{ link?: unknown }> }) {
  const linkId = LinkId.safeParse((await searchParams).link).data
  const ctx = await requireStaff(routes.newLink(linkId))
  const [catalogue, opened] = await Promise.all([
    listIntegrations(ctx),
    linkId ? openLink(ctx, linkId) : null,
  ])
  return (
    <NewLinkDesk
      catalogue={catalogue.ok ? catalogue.value : null}
      catalogueFailure={catalogue.ok ? null : toFailureView(catalogue.failure, 'read')}
      today={await listMyLinks(ctx)}
      asOf={ctx.now().toISOString()}
      opened={opened?.ok ? opened.value : null}
      intentKey={randomUUID()}
      canMake={canMakeLinks(ctx.actor)}
      createLink={createLinkAction}
      actions={{ renew: renewLinkAction, revoke: revokeLinkAction }}
    />
  )
}
