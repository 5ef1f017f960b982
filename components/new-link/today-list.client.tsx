'use client'

import Link from 'next/link'
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'

import { TodayWatch } from '@/components/new-link/late-watch.client'
import { TodayRow } from '@/components/new-link/today-row.client'
import type { DeskClock, TodayTime } from '@/components/new-link/today-watch.client'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'
import type { ViewerDay } from '@/lib/core/viewer-day'

export type TodayProps = {
  /** Whose links these are. */
  staffId: string
  /** The viewer's day as far as the server knows it. */
  day: ViewerDay | null
  /** The desk's clock when the list was made, as an ISO instant. */
  asOf: string
}

type TodayListProps = {
  today: TodayProps
  links: LinkView[]
  openId: string | null
  onNews: (link: LinkView) => void
}

/** What this person handed out today, as it stands now. */
export function TodayList({ today: { staffId, day: toldDay, asOf }, links, openId, onNews }: TodayListProps) {
  const isHydrated = useHydrated()
  const asOfMs = Date.parse(asOf)
  const clock: DeskClock = useRef(null)
  useEffect(() => {
    clock.current = { asOfMs, wallMs: Date.now(), steadyMs: performance.now() }
  }, [asOfMs])
  const [time, setTime] = useState<TodayTime | null>(null)
  const now = time?.now ?? asOfMs
  const day = time?.day ?? toldDay
  const shown = links.filter(isOf(day))
  return (
    <>
      {/* A list of its own below a card: moving the same one down would be a layout shift. */}
      <Links key={openId ? 'below' : 'alone'} {...{ links: shown, openId, now }}>
        <Link
          href={routes.links({ staff: staffId, from: day?.from, zone: day?.zone })}
          prefetch={false}
          className="text-accent underline-offset-2 hover:underline"
        >
          See all
        </Link>
      </Links>
      {isHydrated && shown.length > 0 && (
        <Suspense>
          <TodayWatch
            links={shown}
            now={now}
            clock={clock}
            knownZone={toldDay && toldDay.zone}
            onTime={setTime}
            onNews={onNews}
          />
        </Suspense>
      )}
    </>
  )
}

const isOf =
  (day: ViewerDay | null) =>
  ({ createdAt }: LinkView) =>
    !day || Date.parse(createdAt) >= day.sinceMs

type LinksProps = { links: LinkView[]; openId: string | null; now: number; children: ReactNode }

/** Newest first; each row opens its card. */
function Links({ links, openId, now, children }: LinksProps) {
  return (
    <section aria-labelledby="today" className="@container rounded-lg border border-hairline bg-surface">
      <div className="flex min-h-12 items-center justify-between border-b border-hairline px-4">
        <h2 id="today" className="font-semibold">
          Your links today
        </h2>
        {children}
      </div>
      {links.length === 0 ? (
        <p className="px-4 py-8 text-center text-muted">
          No links yet today. The ones you make stand here, with how far each customer is.
        </p>
      ) : (
        <ul className="divide-y divide-hairline">
          {links.map((link) => (
            <TodayRow key={link.id} link={link} isOpen={link.id === openId} now={now} />
          ))}
        </ul>
      )}
    </section>
  )
}
