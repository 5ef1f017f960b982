'use client'

import Link from 'next/link'
import { Suspense, useState } from 'react'

import { TodayWatch } from '@/components/new-link/late-watch.client'
import { TodayRow } from '@/components/new-link/today-row.client'
import type { DeskClock } from '@/components/new-link/today-watch.client'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'
import type { ViewerTime } from '@/lib/core/viewer-day'

export type TodayProps = {
  /** Whose links these are. */
  staffId: string
  /** The desk's clock when the list was made, and the viewer's day as far as the server knows it. */
  told: ViewerTime
}

type TodayListProps = {
  today: TodayProps
  links: LinkView[]
  openId: string | null
  onNews: (link: LinkView) => void
}

/** What this person handed out today, newest first, as it stands now; each row opens its card. */
export function TodayList({ today: { staffId, told }, links, openId, onNews }: TodayListProps) {
  const isHydrated = useHydrated()
  const [clock] = useState<DeskClock>(() => [told.now - Date.now(), told.now - performance.now()])
  const [time, setTime] = useState(told)
  const { now, day } = time
  const { from, zone, sinceMs } = day
  const shown = links.filter(({ createdAt }) => Date.parse(createdAt) >= sinceMs)
  return (
    <>
      {/* A list of its own below a card: moving the same one down would be a layout shift. */}
      <section
        key={openId && 'below'}
        aria-labelledby="today"
        className="@container rounded-lg border border-hairline bg-surface"
      >
        <div className="flex min-h-12 items-center justify-between border-b border-hairline px-4">
          <h2 id="today" className="font-semibold">
            Your links today
          </h2>
          <Link
            href={routes.links({ staff: staffId, from, zone })}
            prefetch={false}
            className="text-accent underline-offset-2 hover:underline"
          >
            See all
          </Link>
        </div>
        {shown[0] ? (
          <ul className="divide-y divide-hairline">
            {shown.map((link) => (
              <TodayRow key={link.id} link={link} isOpen={link.id === openId} now={now} />
            ))}
          </ul>
        ) : (
          <p className="px-4 py-8 text-center text-muted">
            No links yet today. The ones you make stand here, with how far each customer is.
          </p>
        )}
      </section>
      {isHydrated && shown[0] && (
        <Suspense>
          <TodayWatch
            links={shown}
            now={now}
            clock={clock}
            toldZone={told.day.zone}
            onTime={setTime}
            onNews={onNews}
          />
        </Suspense>
      )}
    </>
  )
}
