'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'

import type { Choice } from '@/components/integrations/choices'
import { useDeskNow } from '@/components/kit/relative-time.client'
import { LocalMoment, LocalTime } from '@/components/kit/time.client'
import { fetchAfter } from '@/components/kit/use-answer.client'
import { readCustomerTexts } from '@/components/links/form/customer-fields.client'
import { type CustomerStatus, isCustomerStatus } from '@/lib/connections/view'
import { deskRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { isolated, listText } from '@/lib/core/sentence'
import type { CustomerStatusLink } from '@/lib/links/view'
import { leftOf } from '@/lib/links/view'

/** How long somebody pauses before the desk is asked. */
const pauseMs = 300

/** The customer's id in the form, as it is typed or filled in. */
const useCustomerId = (form: RefObject<HTMLFormElement | null>) => {
  const [id, setId] = useState('')
  useEffect(() => {
    const element = form.current
    if (!element) return undefined
    const read = () => setId(readCustomerTexts(element).customerId.trim())
    read()
    element.addEventListener('input', read)
    return () => element.removeEventListener('input', read)
  }, [form])
  return id
}

/** An answer, to which question and on what occasion it was asked. */
type Answered = { question: string; occasion: string; standing: CustomerStatus } | null

/** Counts how often the person came back to this tab. */
const useReturns = () => {
  const [returns, setReturns] = useState(0)
  useEffect(() => {
    const count = () => {
      if (document.visibilityState === 'visible') setReturns((before) => before + 1)
    }
    document.addEventListener('visibilitychange', count)
    return () => document.removeEventListener('visibilitychange', count)
  }, [])
  return returns
}

/**
 * What the form's customer has already for these integrations; null while that is unknown. It is asked again after each
 * sending, with each piece of `news`, and when somebody comes back to the tab; until then the last answer counts.
 */
const useCustomerStatus = (
  form: RefObject<HTMLFormElement | null>,
  integrations: string[],
  isBusy: boolean,
  news: string,
): { customerId: string; standing: CustomerStatus | null } => {
  const customerId = useCustomerId(form)
  const returns = useReturns()
  const isWhole = customerId !== '' && integrations.length > 0
  const question = isWhole ? deskRoutes.customerStanding(customerId, integrations) : null
  const occasion = `${news} ${returns}`
  const [answered, setAnswered] = useState<Answered>(null)
  useEffect(() => {
    if (question === null || isBusy) return undefined
    const asked = new AbortController()
    const ask = async () => {
      const body = await fetchAfter(pauseMs, question, asked.signal).catch(() => null)
      if (!asked.signal.aborted && isCustomerStatus(body)) setAnswered({ question, occasion, standing: body })
    }
    void ask()
    return () => asked.abort()
  }, [question, isBusy, occasion])
  return { customerId, standing: answered?.question === question ? answered.standing : null }
}

type CustomerStatusNoticeProps = {
  form: RefObject<HTMLFormElement | null>
  chosen: Choice[]
  isBusy: boolean
  /** Changes whenever a link of the customer may have begun or ended. */
  news: string
}

/** Says what the customer has already for the chosen integrations. It keeps nobody from creating the link. */
export function CustomerStatusNotice({ form, chosen, isBusy, news }: CustomerStatusNoticeProps) {
  const keys = chosen.map(({ key }) => key)
  const { customerId, standing } = useCustomerStatus(form, keys, isBusy, news)
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

const toLines = (standing: CustomerStatus, customerId: string, nameOf: NameOf, now: number) => {
  const lines: ReactNode[] = []
  for (const link of standing.liveLinks) {
    if (leftOf(link, now) > 0) lines.push(<LiveLine key={link.id} {...{ link, customerId, nameOf, now }} />)
  }
  if (standing.connections.length > 0)
    lines.push(<ConnectedLine key="connections" {...{ standing, customerId, nameOf, now }} />)
  return lines
}

type LiveLineProps = { link: CustomerStatusLink; customerId: string; nameOf: NameOf; now: number }

function LiveLine({ link, customerId, nameOf, now }: LiveLineProps) {
  const isToday = new Date(link.createdAt).toDateString() === new Date(now).toDateString()
  return (
    <p>
      {customerId} has a live link for {listText(link.integrations.map(nameOf))} since{' '}
      {isToday ? <LocalTime at={link.createdAt} /> : <LocalMoment at={link.createdAt} />} by{' '}
      {link.isMine ? 'you' : link.makerName}. <ShowLink id={link.id} />
    </p>
  )
}

const linkClass = 'font-medium whitespace-nowrap text-accent underline underline-offset-2'

/** Opens the link's card beside the form, or in another tab where it would take the form's place: nothing typed is lost. */
function ShowLink({ id }: { id: string }) {
  const isBeside = usePathname() === routes.newLink()
  if (isBeside)
    return (
      <Link href={routes.newLink(id)} prefetch={false} scroll={false} className={linkClass}>
        Show it
      </Link>
    )
  return (
    <a href={routes.link(id)} target="_blank" rel="noreferrer" className={linkClass}>
      Show it
    </a>
  )
}

type ConnectedLineProps = { standing: CustomerStatus; customerId: string; nameOf: NameOf; now: number }

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
  connections: CustomerStatus['connections'],
  customerId: string,
  nameOf: NameOf,
  now: number,
) => {
  const on = (at: string) => dayText(new Date(at), new Date(now))
  const [first] = connections
  if (connections.length === 1 && first)
    return `${isolated(customerId)} has connected ${isolated(nameOf(first.integration))} already, on ${on(first.connectedAt)}. Another link makes a second connection.`
  const each = connections.map((one) => `${isolated(nameOf(one.integration))} (${on(one.connectedAt)})`)
  return `${isolated(customerId)} has connected ${listText(each)} already. Another link makes second connections.`
}

/** A day on the viewer's calendar, with its year when that is another one. */
const dayText = (day: Date, now: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(day)
