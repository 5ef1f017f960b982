import Link from 'next/link'

import { CopyText } from '@/components/kit/copy.client'
import { Icon } from '@/components/kit/icon.client'
import { Name } from '@/components/kit/name.client'
import { Panel } from '@/components/kit/page.client'
import { TagList } from '@/components/kit/section/section'
import { LocalTime } from '@/components/kit/time.client'
import { eventText, type EventView } from '@/lib/audit/events'
import type { StoredFacts } from '@/lib/audit/events/entry'
import { actorLabel } from '@/lib/core/actor'
import { LinkId } from '@/lib/core/ids'
import { routes } from '@/lib/core/routes'
import type { AlarmKind, LinkConnectionView, LinkHistoryView } from '@/lib/links/view'

type ConnectionRowProps = { connection: LinkConnectionView; name: string }

const alarmWords: Record<AlarmKind, string> = {
  unexpected: 'Nobody expected this one. Look at it in Nango, and remove it if it is not your customer’s.',
  untagged: 'It may have come of this link after its end: it bears no tags.',
  replaced: 'Its account may have been replaced through this link after its end.',
}

/** One connection that came of a link; one that nobody expected says what to do. */
function ConnectionRow({ connection, name }: ConnectionRowProps) {
  const { id, integrationKey, at, alarm } = connection
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5">
      <p className="flex items-center gap-2">
        <Icon
          name={alarm === null ? 'checkCircle' : 'alert'}
          className={`size-4 ${alarm === null ? 'text-status-connected' : 'text-status-failed'}`}
        />
        <Name className="font-medium">{name}</Name>
        <span className="ml-auto text-sm text-muted">
          <LocalTime at={at} />
        </span>
      </p>
      <p className="flex min-w-0 items-center gap-2 font-mono text-sm text-muted">
        <Link
          href={routes.connection(integrationKey, id)}
          prefetch={false}
          className="truncate text-accent underline-offset-2 hover:underline"
        >
          <Name>{id}</Name>
        </Link>
        <CopyText text={id} label={`Copy the id of the ${name} connection`} />
      </p>
      {alarm !== null && <p className="text-sm text-status-failed">{alarmWords[alarm]}</p>}
    </li>
  )
}

type LinkFactsProps = {
  history: LinkHistoryView
  nameOf: (integrationKey: string) => string
}

/** What a link created at Nango, and what it was sent with. */
export function LinkFacts({ history, nameOf }: LinkFactsProps) {
  const { connections, tags } = history
  return (
    <>
      <Panel id="connections" title="Connections">
        {connections.length === 0 ? (
          <p className="px-4 py-4 text-muted">
            None yet. Each one stands here as soon as the customer is done.
          </p>
        ) : (
          <ul className="divide-y divide-hairline">
            {connections.map((connection) => (
              <ConnectionRow
                key={`${connection.integrationKey} ${connection.id}`}
                connection={connection}
                name={nameOf(connection.integrationKey)}
              />
            ))}
          </ul>
        )}
      </Panel>
      <Panel id="tags" title="Tags as sent">
        <TagList tags={tags} />
      </Panel>
    </>
  )
}

type TimelineProps = { events: EventView[]; nameOf: (integrationKey: string) => string }

/** What happened to a link, oldest first. */
export function Timeline({ events, nameOf }: TimelineProps) {
  return (
    <Panel id="history" title="History">
      <ol className="flex flex-col py-2">
        {events.map((event) => (
          <li
            key={event.id}
            className="grid grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)] gap-x-3 px-4 py-1.5 text-sm wrap-break-word"
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
                <Name>{actorLabel(event.actorName, null)}</Name>
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
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
