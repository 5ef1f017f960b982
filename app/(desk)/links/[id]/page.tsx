import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'

import { buttonClass } from '@/components/kit/button.client'
import { Name } from '@/components/kit/name.client'
import { PageTitle } from '@/components/kit/page.client'
import { LinkFacts, Timeline } from '@/components/links/page/history'
import { WatchedCard } from '@/components/links/page/watched-card.client'
import { canCreateLinks } from '@/lib/core/actor'
import { LinkId } from '@/lib/core/ids'
import { routes } from '@/lib/core/routes'
import { customerTitle } from '@/lib/customers/view'
import { requireStaff } from '@/lib/guards/staff'
import { readLinkHistory } from '@/lib/links/read'
import type { LinkView } from '@/lib/links/view'

export const metadata: Metadata = { title: 'Link' }

/** Where to go on: to the connection that a link reconnects, or to the form for the same customer. */
const nextOf = ({ id, reconnectsId, integrations }: LinkView) =>
  reconnectsId ? routes.connection(integrations[0]?.key ?? '', reconnectsId) : routes.newLinkLike(id)

export default async function LinkPage({ params }: { params: Promise<{ id: string }> }) {
  const id = LinkId.safeParse((await params).id).data
  const ctx = await requireStaff(id ? routes.link(id) : routes.links())
  const read = id ? await readLinkHistory(ctx, id) : null
  if (!read?.ok) notFound()
  const history = read.value
  const { link } = history.live
  const names = new Map(link.integrations.map(({ key, displayName }) => [key, displayName]))
  const nameOf = (key: string) => names.get(key) ?? key
  return (
    <>
      <PageTitle
        action={
          canCreateLinks(ctx.actor) && (
            <Link href={nextOf(link)} prefetch={false} className={buttonClass('primary')}>
              {link.reconnectsId ? 'Open connection' : 'Same customer'}
            </Link>
          )
        }
      >
        Link for <Name>{customerTitle(link.customer)}</Name>
      </PageTitle>
      <div className="grid items-start gap-6 split:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] split:gap-8">
        <WatchedCard key={link.id} live={history.live} canReveal={history.canReveal} />
        <div className="flex min-w-0 flex-col gap-6">
          <Timeline events={history.events} nameOf={nameOf} />
          <LinkFacts history={history} nameOf={nameOf} />
        </div>
      </div>
    </>
  )
}
