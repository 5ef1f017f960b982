import Link from 'next/link'

import { LocalTime } from '@/components/ui/local-time.client'
import { type EventView, eventText } from '@/lib/audit/events'
import type { StoredFacts } from '@/lib/audit/events/entry'
import { actorLabel } from '@/lib/core/actor-label'
import { LinkId } from '@/lib/core/link-id'
import { routes } from '@/lib/core/routes'

type TimelineProps = { events: EventView[]; nameOf: (integrationKey: string) => string }

/** What happened to a link, oldest first. */
export function Timeline({ events, nameOf }: TimelineProps) {
  return (
    <section aria-labelledby="history" className="rounded-lg border border-hairline bg-surface">
      <h2 id="history" className="flex min-h-12 items-center border-b border-hairline px-4 font-semibold">
        History
      </h2>
      <ol className="flex flex-col py-2">
        {events.map((event) => (
          <li
            key={event.id}
            className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 px-4 py-1.5 text-sm wrap-break-word"
          >
            <span className="text-muted">
              <LocalTime at={event.at} />
            </span>
            <span>
              <span className={event.kind === 'link.alarmed' ? 'font-medium text-status-failed' : ''}>
                {eventText(event, nameOf)}
              </span>{' '}
              <OtherLink facts={event.facts} />
              <span className={`text-muted ${event.actorName === null ? 'italic' : ''}`}>
                {actorLabel(event.actorName, null)}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The way to the link that took this one's place, or whose place this one took. */
function OtherLink({ facts: { renewedAs, renews } }: { facts: StoredFacts }) {
  const id = LinkId.safeParse(renewedAs ?? renews).data
  if (!id) return null
  return (
    <>
      <Link href={routes.link(id)} prefetch={false} className="text-accent underline underline-offset-2">
        {renewedAs ? 'Show the new link' : 'Show the earlier link'}
      </Link>{' '}
    </>
  )
}
