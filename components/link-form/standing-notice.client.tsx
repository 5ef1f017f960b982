'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode, RefObject } from 'react'

import type { Choice } from '@/components/link-form/to-choices'
import { useStanding } from '@/components/link-form/use-standing'
import { useDeskNow } from '@/components/new-link/use-desk-now'
import { LocalMoment } from '@/components/ui/local-moment.client'
import { LocalTime } from '@/components/ui/local-time.client'
import type { CustomerStanding, StandingLink } from '@/lib/core/customer-standing'
import { routes } from '@/lib/core/routes'

type StandingNoticeProps = {
  form: RefObject<HTMLFormElement | null>
  chosen: Choice[]
  isBusy: boolean
  /** Changes whenever a link of the customer may have begun or ended. */
  news: string
}

/** Says what the customer has already for the chosen integrations. It keeps nobody from making the link. */
export function StandingNotice({ form, chosen, isBusy, news }: StandingNoticeProps) {
  const keys = chosen.map(({ key }) => key)
  const { customerId, standing } = useStanding(form, keys, isBusy, news)
  const now = useDeskNow(standing?.asOf)
  const nameOf = (key: string) => chosen.find((choice) => choice.key === key)?.label ?? key
  const lines = standing && now !== null ? toLines(standing, customerId, nameOf, now) : []
  return (
    <div
      aria-live="polite"
      className="flex flex-col gap-1 rounded-lg border border-status-soon bg-status-soon-soft px-3 py-2 text-sm wrap-anywhere empty:hidden"
    >
      {lines}
    </div>
  )
}

type NameOf = (key: string) => string

const list = new Intl.ListFormat('en', { type: 'conjunction' })

const toLines = (standing: CustomerStanding, customerId: string, nameOf: NameOf, now: number) => {
  const lines: ReactNode[] = []
  for (const link of standing.liveLinks) {
    const leftMs = Date.parse(link.endsAt) - now
    if (leftMs > 0) lines.push(<LiveLine key={link.id} {...{ link, customerId, nameOf, now }} />)
  }
  if (standing.connections.length > 0)
    lines.push(<ConnectedLine key="connections" {...{ standing, customerId, nameOf, now }} />)
  return lines
}

type LiveLineProps = { link: StandingLink; customerId: string; nameOf: NameOf; now: number }

function LiveLine({ link, customerId, nameOf, now }: LiveLineProps) {
  const isToday = new Date(link.createdAt).toDateString() === new Date(now).toDateString()
  return (
    <p>
      {customerId} has a live link for {list.format(link.integrations.map(nameOf))} since{' '}
      {isToday ? <LocalTime at={link.createdAt} /> : <LocalMoment at={link.createdAt} />} by{' '}
      {link.isMine ? 'you' : link.makerName}. <ShowLink id={link.id} />
    </p>
  )
}

const showLook = 'font-medium whitespace-nowrap text-accent underline underline-offset-2'

/** Opens the link's card beside the form, or in another tab where it would take the form's place: nothing typed is lost. */
function ShowLink({ id }: { id: string }) {
  const isBeside = usePathname() === routes.newLink()
  if (isBeside)
    return (
      <Link href={routes.newLink(id)} prefetch={false} scroll={false} className={showLook}>
        Show it
      </Link>
    )
  return (
    <a href={routes.link(id)} target="_blank" rel="noreferrer" className={showLook}>
      Show it
    </a>
  )
}

type ConnectedLineProps = { standing: CustomerStanding; customerId: string; nameOf: NameOf; now: number }

/** A reconnect keeps to the one connection; it asks on the connection's own page, in another tab. */
function ConnectedLine({ standing: { connections }, customerId, nameOf, now }: ConnectedLineProps) {
  const isSeveral = connections.length > 1
  return (
    <p>
      {connectedText(connections, customerId, nameOf, now)}{' '}
      {connections.map(({ id, integration }) => (
        <a
          key={integration}
          href={routes.connection(integration, id, { reconnect: '1' })}
          target="_blank"
          rel="noreferrer"
          className="mr-2 font-medium text-accent underline underline-offset-2"
        >
          {isSeveral ? `Reconnect ${nameOf(integration)} instead` : 'Reconnect instead'}
        </a>
      ))}
    </p>
  )
}

const connectedText = (
  connections: CustomerStanding['connections'],
  customerId: string,
  nameOf: NameOf,
  now: number,
) => {
  const on = (at: string) => dayText(new Date(at), new Date(now))
  const [first] = connections
  if (connections.length === 1 && first)
    return `${customerId} has connected ${nameOf(first.integration)} already, on ${on(first.connectedAt)}. Another link makes a second connection.`
  const each = connections.map((one) => `${nameOf(one.integration)} (${on(one.connectedAt)})`)
  return `${customerId} has connected ${list.format(each)} already. Another link makes second connections.`
}

/** A day on the viewer's calendar, with its year when that is another one. */
const dayText = (day: Date, now: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(day)
