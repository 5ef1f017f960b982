'use client'

import Link from 'next/link'
import { type ReactNode, Suspense, useState } from 'react'

import { lazyPart } from '@/components/kit/lazy-part.client'
import { Panel } from '@/components/kit/page.client'
import type { DeskClock } from '@/components/links/desk/today-watch.client'
import { routes } from '@/lib/core/routes'
import type { ViewerTime } from '@/lib/core/zone'
import type { LinkView } from '@/lib/links/view'

/** Stands in the page as it comes; its code is for whoever has a link there. */
const { Part: TodayLines, preload } = lazyPart(
  () => import('@/components/links/desk/today-lines.client').then((module) => module.TodayLines),
  'The list could not be loaded. Reload the page to see it.',
)

/** Fetches the code of the lines ahead. */
export const preloadLines = preload

export type TodayProps = {
  /** Whose links these are. */
  staffId: string
  /** The desk's clock when the list was read, and the viewer's day as far as the server knows it. */
  serverTime: ViewerTime
  /** In the place of a list with nothing in it. */
  none: ReactNode
}

type TodayListProps = {
  today: TodayProps
  links: LinkView[]
  openId: string | null
  onNews: (link: LinkView) => void
}

/** What this person handed out today, by what is to be done about it, as it stands now; each row opens its card. */
export function TodayList({ today: { staffId, serverTime, none }, links, openId, onNews }: TodayListProps) {
  const [clock] = useState<DeskClock>(() => [serverTime.now - Date.now(), serverTime.now - performance.now()])
  const [time, setTime] = useState(serverTime)
  const { now, day } = time
  const { from, zone, sinceMs } = day
  // Of those that wait for days the lines say which are of today.
  const shown = links.filter(({ createdAt, handoff }) => handoff || Date.parse(createdAt) >= sinceMs)
  return (
    // A list of its own below a card: moving the same one down would be a layout shift.
    <div key={openId && 'below'} className="@container">
      <Panel
        id="today"
        title="Your links today"
        action={
          <Link
            href={routes.links({ staff: staffId, from, zone })}
            prefetch={false}
            className="text-accent underline-offset-2 hover:underline"
          >
            See all
          </Link>
        }
      >
        {shown[0] ? (
          <Suspense>
            <TodayLines
              openId={openId}
              links={shown}
              sinceMs={sinceMs}
              none={none}
              now={now}
              clock={clock}
              knownZone={serverTime.day.zone}
              onTime={setTime}
              onNews={onNews}
            />
          </Suspense>
        ) : (
          none
        )}
      </Panel>
    </div>
  )
}
