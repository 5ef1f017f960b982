'use client'

import type { ReactNode, RefObject } from 'react'

import type { Choice } from '@/components/link-form/to-choices'
import { useStanding } from '@/components/link-form/use-standing'
import { useDeskNow } from '@/components/new-link/use-desk-now'
import { Notice } from '@/components/ui/notice'
import type { CustomerStanding, StandingLink } from '@/lib/core/customer-standing'
import { durationText } from '@/lib/core/duration-text'
import { routes } from '@/lib/core/routes'

type StandingNoticeProps = {
  form: RefObject<HTMLFormElement | null>
  chosen: Choice[]
  isBusy: boolean
}

/** Says what the customer has already for the chosen integrations. It keeps nobody from making the link. */
export function StandingNotice({ form, chosen, isBusy }: StandingNoticeProps) {
  const keys = chosen.map(({ key }) => key)
  const { customerId, standing } = useStanding(form, keys, isBusy)
  const now = useDeskNow(standing?.asOf)
  const nameOf = (key: string) => chosen.find((choice) => choice.key === key)?.label ?? key
  const lines = standing && now !== null ? toLines(standing, customerId, nameOf, now) : []
  return (
    // The gap of the form above an empty one is taken back.
    <div aria-live="polite" className="empty:-mt-4">
      {lines.length > 0 && (
        <Notice className="wrap-anywhere">
          <div className="flex flex-col gap-1">{lines}</div>
        </Notice>
      )}
    </div>
  )
}

type NameOf = (key: string) => string

const list = new Intl.ListFormat('en', { type: 'conjunction' })

const toLines = (standing: CustomerStanding, customerId: string, nameOf: NameOf, now: number) => {
  const lines: ReactNode[] = []
  for (const link of standing.liveLinks) {
    const leftMs = Date.parse(link.endsAt) - now
    if (leftMs > 0) lines.push(<LiveLine key={link.id} {...{ link, customerId, nameOf, leftMs }} />)
  }
  if (standing.connections.length > 0)
    lines.push(<ConnectedLine key="connections" {...{ standing, customerId, nameOf, now }} />)
  return lines
}

type LiveLineProps = { link: StandingLink; customerId: string; nameOf: NameOf; leftMs: number }

function LiveLine({ link, customerId, nameOf, leftMs }: LiveLineProps) {
  return (
    <p>
      {customerId} has a live link for {list.format(link.integrations.map(nameOf))}, made by{' '}
      {link.isMine ? 'you' : link.makerName}, {durationText(leftMs)} left.{' '}
      {/* In another tab: what was typed stays in this one. */}
      <a
        href={routes.link(link.id)}
        target="_blank"
        rel="noreferrer"
        className="font-medium text-accent underline underline-offset-2"
      >
        Show it
      </a>
    </p>
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
