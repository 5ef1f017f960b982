import { randomUUID } from 'node:crypto'

import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { NewLinkDesk } from '@/components/links/desk/new-link-desk.client'
import { canCreateLinks } from '@/lib/core/actor'
import { toFailureView } from '@/lib/core/failure'
import { LinkId } from '@/lib/core/ids'
import { routes } from '@/lib/core/routes'
import { viewerTime } from '@/lib/core/zone'
import type { StaffCtx } from '@/lib/ctx'
import { nameFault } from '@/lib/guards/faults'
import { isInertPage } from '@/lib/guards/origin'
import { requireStaff } from '@/lib/guards/staff'
import { viewerZone } from '@/lib/guards/staff-page'
import { listIntegrations } from '@/lib/integrations/list'
import { listMyLinks } from '@/lib/links/list'
import { readLinkStatuses } from '@/lib/links/read'
import { openLink } from '@/lib/links/reveal'

export const metadata: Metadata = { title: 'New link' }

/** Showing a link again is an event in somebody's name: its own page asks before. */
const showOnlyWhenAsked = async (linkId: string) => {
  if (await isInertPage()) redirect(routes.link(linkId))
}

/** Who may make no link finds nothing to do here, unless it is a link that they opened. */
const leadViewerOn = ({ actor }: StaffCtx, link: unknown) => {
  if (link === undefined && !canCreateLinks(actor)) redirect(routes.links())
}

export default async function NewLinkPage({
  searchParams,
}: {
  searchParams: Promise<{ link?: unknown; like?: unknown }>
}) {
  const query = await searchParams
  const linkId = LinkId.safeParse(query.link).data
  const likeId = LinkId.safeParse(query.like).data
  const ctx = await requireStaff(likeId ? routes.newLinkLike(likeId) : routes.newLink(linkId))
  leadViewerOn(ctx, query.link)
  if (linkId) await showOnlyWhenAsked(linkId)
  const [zone, catalogue, opened, [like]] = await Promise.all([
    viewerZone(),
    listIntegrations(ctx),
    linkId ? openLink(ctx, linkId) : null,
    readLinkStatuses(ctx, likeId ? [likeId] : []),
  ])
  return (
    <NewLinkDesk
      catalogue={catalogue.ok ? catalogue.value : null}
      catalogueFailure={catalogue.ok ? null : toFailureView(nameFault(catalogue.failure), 'read')}
      links={await listMyLinks(ctx)}
      today={{ staffId: ctx.actor.id, serverTime: viewerTime(ctx.now().getTime(), zone) }}
      opened={opened?.ok ? opened.value : null}
      like={like ?? null}
      intentKey={randomUUID()}
      canCreate={canCreateLinks(ctx.actor)}
    />
  )
}
