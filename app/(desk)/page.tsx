import { randomUUID } from 'node:crypto'

import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { NewLinkDesk } from '@/components/new-link/new-link-desk.client'
import { canMakeLinks } from '@/lib/core/actor'
import { toFailureView } from '@/lib/core/failure'
import { LinkId } from '@/lib/core/link-id'
import { routes } from '@/lib/core/routes'
import { viewerTime } from '@/lib/core/viewer-day'
import { isInertPage } from '@/lib/doors/inert-request'
import { nameFault } from '@/lib/doors/name-fault'
import { requireStaff } from '@/lib/doors/staff-ctx'
import { viewerZone } from '@/lib/doors/viewer-zone'
import { listIntegrations } from '@/lib/use-cases/list-integrations'
import { listMyLinks } from '@/lib/use-cases/list-my-links'
import { openLink } from '@/lib/use-cases/open-link'
import { readLinkStatuses } from '@/lib/use-cases/read-link-statuses'

import { createLinkAction } from './actions'
import { noteHandOverAction, renewLinkAction, revokeLinkAction, settleAlarmAction } from './links/actions'

export const metadata: Metadata = { title: 'New link' }

/** Showing a link again is an event in somebody's name: its own page asks before. */
const showOnlyWhenAsked = async (linkId: string) => {
  if (await isInertPage()) redirect(routes.link(linkId))
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
      today={{ staffId: ctx.actor.id, told: viewerTime(ctx.now().getTime(), zone) }}
      opened={opened?.ok ? opened.value : null}
      like={like ?? null}
      intentKey={randomUUID()}
      canMake={canMakeLinks(ctx.actor)}
      createLink={createLinkAction}
      actions={{
        renew: renewLinkAction,
        revoke: revokeLinkAction,
        settleAlarm: settleAlarmAction,
        note: noteHandOverAction,
      }}
    />
  )
}
