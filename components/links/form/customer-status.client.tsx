'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ComponentProps, type RefObject, useEffect, useState } from 'react'

import type { Choice } from '@/components/integrations/choices'
import { Name } from '@/components/kit/name.client'
import { useDeskNow } from '@/components/kit/relative-time.client'
import { LocalMoment, LocalTime } from '@/components/kit/time.client'
import { fetchAfter } from '@/components/kit/use-answer.client'
import { readCustomerTexts } from '@/components/links/form/customer-fields.client'
import { deskQueries } from '@/components/links/link-queries'
import { type CustomerStatus, isCustomerStatus } from '@/lib/connections/view'
import { deskRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { isolated, listText } from '@/lib/core/sentence'
import { type CustomerStatusLink, leftOf, type LinkView } from '@/lib/links/view'
import { mostCustomerLinks } from '@/lib/links/words'

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
  /** The link whose card stands beside the form. */
  openId: string | null
}

/** The connections that came of a link, as its card knows it. */
const madeBy = (openId: string | null) => {
  if (openId === null) return []
  const known = deskQueries().getQueriesData<{ link: LinkView }>({ queryKey: ['link', openId] })
  return known.flatMap(([, data]) => data?.link.integrations.map(({ connectionId }) => connectionId) ?? [])
}

/**
 * Says what the customer has already for the chosen integrations, beyond the link whose card shows it. It keeps nobody from
 * creating the link, and moves nothing: what is too much for its place scrolls.
 */
export function CustomerStatusNotice({ form, chosen, isBusy, news, openId }: CustomerStatusNoticeProps) {
  const keys = chosen.map(({ key }) => key)
  const { customerId, standing } = useCustomerStatus(form, keys, isBusy, news)
  const now = useDeskNow(standing?.asOf)
  const nameOf = (key: string) => chosen.find((choice) => choice.key === key)?.label ?? key
  if (!standing || now === null) return <div aria-live="polite" className={boxClass} />
  const links = standing.liveLinks.filter((link) => link.id !== openId && leftOf(link, now) > 0)
  const made = madeBy(openId)
  const connections = standing.connections.filter(({ id }) => !made.includes(id))
  const said = { customerId, nameOf, now }
  return (
    <div aria-live="polite" className={boxClass}>
      {links.length > 0 && <LiveLine links={links} {...said} />}
      {connections.length > 0 && (
        <ConnectedLine connections={connections} hasLine={links.length > 0} {...said} />
      )}
    </div>
  )
}

const boxClass =
  'flex max-h-[calc(2*var(--control)+1.5rem)] flex-col gap-1 overflow-y-auto rounded-lg border border-status-soon bg-status-soon-soft px-3 py-2 text-sm wrap-anywhere empty:hidden'

type Said = { customerId: string; nameOf: (key: string) => string; now: number }

/** One link, or several as one: the newest of them comes first. */
function LiveLine({ links, customerId, nameOf, now }: Said & { links: CustomerStatusLink[] }) {
  const [newest] = links
  if (!newest) return null
  const { id, createdAt, isMine, makerName } = newest
  const isToday = new Date(createdAt).toDateString() === new Date(now).toDateString()
  const names = [...new Set(links.flatMap((link) => link.integrations))].map(nameOf)
  const isSeveral = links.length > 1
  return (
    <p>
      <Name>{customerId}</Name> has {isSeveral ? `${countText(links.length)} live links` : 'a live link'} for{' '}
      {listText(names)}
      {isSeveral && ', the newest'} since{' '}
      {isToday ? <LocalTime at={createdAt} /> : <LocalMoment at={createdAt} />} by{' '}
      {isMine ? 'you' : <Name>{makerName}</Name>}. <ShowLink id={id} />
    </p>
  )
}

/** The desk tells of no more links than one beyond these. */
const countText = (count: number) => (count > mostCustomerLinks ? `${mostCustomerLinks}+` : String(count))

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

type Connections = CustomerStatus['connections']

/** A reconnect keeps to the one connection; it asks on the connection's own page, in another tab. */
function ConnectedLine(props: Said & { connections: Connections; hasLine: boolean }) {
  const { connections, nameOf } = props
  const isSeveral = connections.length > 1
  return (
    <p>
      {connectedText(props)}{' '}
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

/** Below another line there is no place for what follows from it. */
const connectedText = ({
  connections,
  hasLine,
  customerId,
  nameOf,
  now,
}: ComponentProps<typeof ConnectedLine>) => {
  const on = (at: string) => dayText(new Date(at), new Date(now))
  const [first] = connections
  if (connections.length === 1 && first) {
    const text = `${isolated(customerId)} has connected ${isolated(nameOf(first.integration))} already, on ${on(first.connectedAt)}.`
    return hasLine ? text : `${text} Another link makes a second connection.`
  }
  const each = connections.map((one) => `${isolated(nameOf(one.integration))} (${on(one.connectedAt)})`)
  const text = `${isolated(customerId)} has connected ${listText(each)} already.`
  return hasLine ? text : `${text} Another link makes second connections.`
}

/** A day on the viewer's calendar, with its year when that is another one. */
const dayText = (day: Date, now: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(day)
