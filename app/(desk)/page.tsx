import { randomUUID } from 'node:crypto'

import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { Notice } from '@/components/kit/notice.client'
import { NewLinkDesk } from '@/components/links/desk/new-link-desk.client'
import { PageFields } from '@/components/links/form/page-fields.client'
import { PresetsProvider } from '@/components/presets/context.client'
import { canCreateLinks, canManageDesk } from '@/lib/core/actor'
import { toFailureView } from '@/lib/core/failure'
import { LinkId } from '@/lib/core/ids'
import { routes } from '@/lib/core/routes'
import { viewerTime } from '@/lib/core/zone'
import type { StaffCtx } from '@/lib/ctx'
import { nameFault } from '@/lib/guards/faults'
import { isInertPage } from '@/lib/guards/origin'
import { requireStaff } from '@/lib/guards/staff'
import { viewerPreferences, viewerZone } from '@/lib/guards/staff-page'
import { offeredChecks } from '@/lib/handoff/begin'
import { listIntegrations } from '@/lib/integrations/list'
import { listMyLinks } from '@/lib/links/list'
import { readLinkStatuses } from '@/lib/links/read'
import { openLink } from '@/lib/links/reveal'
import { beginForm } from '@/lib/presets/begin-form'
import { listPresets } from '@/lib/presets/list'
import { readDeepLink } from '@/lib/presets/read-deep-link'
import { settings } from '@/lib/settings/env'
import { readBlocked } from '@/lib/status/read-blocked'

export const metadata: Metadata = { title: 'New link' }

/** Showing a link again is an event in somebody's name: its own page asks before. */
const showOnlyWhenAsked = async (linkId: string) => {
  if (await isInertPage()) redirect(routes.link(linkId))
}

/** Who may make no link finds nothing to do here, unless it is a link that they opened. */
const leadViewerOn = ({ actor }: StaffCtx, link: unknown) => {
  if (link === undefined && !canCreateLinks(actor)) redirect(routes.links())
}

type Query = Record<string, string | string[] | undefined>

/** Where somebody who has to sign in first comes back to: what the address says of the form is kept. */
const returnPath = (query: Query, likeId: string | undefined, linkId: string | undefined) => {
  if (linkId) return routes.newLink(linkId)
  const filled = Object.entries(query).filter(([name]) => name !== 'like' && name !== 'link')
  const texts = filled.map(([name, text]) => [name, Array.isArray(text) ? text[0] : text] as const)
  return routes.newLinkFilled({ ...Object.fromEntries(texts), like: likeId })
}

export default async function NewLinkPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const linkId = LinkId.safeParse(query['link']).data
  const likeId = LinkId.safeParse(query['like']).data
  const ctx = await requireStaff(returnPath(query, likeId, linkId))
  leadViewerOn(ctx, query['link'])
  if (linkId) await showOnlyWhenAsked(linkId)
  if (Object.keys(query).length === 0 && (await readBlocked(ctx))) redirect(routes.checklist())
  return <Form ctx={ctx} query={query} linkId={linkId} likeId={likeId} />
}

type FormProps = { ctx: StaffCtx; query: Query; linkId: string | undefined; likeId: string | undefined }

/** Texts that few ever see: in the page's code everybody would load them. */
const texts = {
  first:
    'A link lets a customer connect their own accounts to your product; the Customer ID is what your product knows them by, such as user_42.',
  refusal: <Notice>Your role may look at links but not make them. Ask an admin if you need to.</Notice>,
  none: (
    <p className="px-4 py-8 text-center text-muted">
      No links yet today. The ones you make stand here, with how far each customer is.
    </p>
  ),
}

/** The form, with what it begins with and what stands beside it. */
async function Form({ ctx, query, linkId, likeId }: FormProps) {
  const [zone, catalogue, opened, [like], presets, { defaultPreset }] = await Promise.all([
    viewerZone(),
    listIntegrations(ctx),
    linkId ? openLink(ctx, linkId) : null,
    readLinkStatuses(ctx, likeId ? [likeId] : []),
    listPresets(ctx),
    viewerPreferences(),
  ])
  const integrations = catalogue.ok ? catalogue.value.integrations.map(({ key }) => key) : null
  const known = { integrations, presets, ticketKey: settings().tickets.tagKey, defaultPreset }
  return (
    <PresetsProvider
      presets={presets}
      canShare={canManageDesk(ctx.actor)}
      ticketKey={known.ticketKey}
      defaultId={defaultPreset}
    >
      <NewLinkDesk
        catalogue={catalogue.ok ? catalogue.value : null}
        catalogueFailure={catalogue.ok ? null : toFailureView(nameFault(catalogue.failure), 'read')}
        links={await listMyLinks(ctx)}
        today={{ staffId: ctx.actor.id, serverTime: viewerTime(ctx.now().getTime(), zone), none: texts.none }}
        opened={opened?.ok ? opened.value : null}
        start={readDeepLink(query, beginForm(like, known), known)}
        intentKey={randomUUID()}
        canCreate={canCreateLinks(ctx.actor)}
        pageFields={<PageFields checks={offeredChecks()} />}
        texts={texts}
      />
    </PresetsProvider>
  )
}
