import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { IconName } from '@/components/kit/icon.client'
import { fetchAfter } from '@/components/kit/use-answer.client'
import { deskQueries } from '@/components/links/link-queries'
import { keyWords } from '@/components/shell/key-meaning'
import { findPress } from '@/components/shell/keys'
import type { NavItem } from '@/components/shell/nav-links.client'
import { type DeskSearch, isDeskSearch } from '@/lib/connections/view'
import { customerFieldNames, forNames } from '@/lib/core/customer-fields'
import { deskRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { foldText } from '@/lib/core/search/fold'
import { isWideSearch, toCustomerTerm } from '@/lib/core/search/search-text'
import { isolated } from '@/lib/core/sentence'
import { wallText } from '@/lib/core/time-words'
import { customerTitle } from '@/lib/customers/view'
import { stateWords } from '@/lib/links/words'

/** Something that the palette leads to or does. */
export type Entry = {
  id: string
  icon: IconName
  title: string
  /** The id of the customer whose name is the title. */
  code?: string | undefined
  detail?: string
  /** What kind of thing it is, or the key that does the same. */
  kind: string
  run: () => void
}

const textOf = ({ id, title, code = '', detail = '' }: Entry) => foldText(`${title} ${code} ${detail} ${id}`)

const matches = (entry: Entry, words: string[]) => {
  const text = textOf(entry)
  return words.every((word) => text.includes(word))
}

const actions = [
  ['c', 'copy'],
  ['q', 'expand'],
  ['r', 'renew'],
  ['x', 'ban'],
] as const

type Ways = { go: (href: string) => void; openKeys: () => void; pages: NavItem[] }

const signOut = () =>
  document.querySelector<HTMLFormElement>(`form[action="${routes.signOut()}"]`)?.requestSubmit()

/** What can be done and opened without asking the desk. */
const entriesOfPage = ({ go, openKeys, pages }: Ways): Entry[] => [
  ...actions.flatMap(([key, icon]): Entry[] => {
    const press = findPress(key)
    return press ? [{ id: key, icon, title: keyWords[key], kind: key.toUpperCase(), run: press }] : []
  }),
  ...pages.map(({ label, href, icon }) => ({
    id: href,
    icon,
    title: label,
    kind: 'Page',
    run: (href === routes.newLink() && findPress('n')) || (() => go(href)),
  })),
  {
    id: routes.preferences(),
    icon: 'sliders',
    title: 'Preferences',
    kind: 'Page',
    run: () => go(routes.preferences()),
  },
  { id: 'keys', icon: 'list', title: keyWords['?'], kind: '?', run: openKeys },
  { id: 'sign-out', icon: 'x', title: 'Sign out', kind: 'Action', run: signOut },
]

/** A customer's name, and the id that tells them from others of that name. */
const named = (customer: DeskSearch['customers'][number]) => {
  const title = customerTitle(customer)
  return { title, code: title === customer.id ? undefined : customer.id }
}

const entriesOfSearch = ({ customers, links, connections }: DeskSearch, go: Ways['go']): Entry[] => [
  ...customers.map((customer): Entry => {
    const { title, code } = named(customer)
    const others = customerFieldNames
      .map((field) => customer[field] ?? '')
      .filter((text) => text && text !== title && text !== customer.id)
    return {
      id: `customer ${customer.id}`,
      icon: 'plus',
      title: `New link for ${isolated(title)}`,
      code,
      detail: others.map(isolated).join(' · '),
      kind: 'Customer',
      run: () =>
        go(routes.newLinkFilled(forNames(customerFieldNames, 'address', (field) => customer[field] ?? ''))),
    }
  }),
  ...links.map(({ id, customer, integrations, state, createdAt }): Entry => ({
    id,
    icon: 'list',
    ...named(customer),
    detail: [integrations.join(', '), stateWords[state], wallText(new Date(createdAt), new Date())].join(
      ' · ',
    ),
    kind: 'Link',
    run: () => go(routes.link(id)),
  })),
  ...connections.map(({ id, integration, customer }): Entry => ({
    id: `connection ${id}`,
    icon: 'plug',
    ...named(customer),
    detail: integration.displayName,
    kind: 'Connection',
    run: () => go(routes.connection(integration.key, id)),
  })),
]

/** The lists that look through everything. */
const entriesBeyond = (search: string, go: Ways['go']): Entry[] => [
  {
    id: 'all links',
    icon: 'search',
    title: `All links with “${isolated(search)}”`,
    kind: 'Links',
    run: () => go(routes.links({ search })),
  },
  {
    id: 'all connections',
    icon: 'search',
    title: `All connections with “${isolated(search)}”`,
    kind: 'Connections',
    run: () => go(routes.connections({ search })),
  },
]

/** How long somebody pauses before the desk is asked. */
const pauseMs = 120

const fetchSearch = async (search: string, signal: AbortSignal) => {
  const answer = await fetchAfter(pauseMs, deskRoutes.search(search), signal)
  if (!isDeskSearch(answer)) throw new Error('The search gave no answer.')
  return answer
}

/** Everything that fits what was typed; what an older answer still says of it stays until there is a newer one. */
export function useEntries(typed: string, ways: Ways) {
  const [ofPage] = useState(() => entriesOfPage(ways))
  const search = typed.trim()
  const words = foldText(typed).split(' ').filter(Boolean)
  const isAsked = toCustomerTerm(search) !== null
  const { data, isFetching, isError } = useQuery(
    {
      queryKey: ['search', search],
      queryFn: ({ signal }) => fetchSearch(search, signal),
      enabled: isAsked,
      placeholderData: keepPreviousData,
      staleTime: 10_000,
      retry: false,
      networkMode: 'always',
    },
    deskQueries(),
  )
  const found = isAsked && data ? entriesOfSearch(data, ways.go) : []
  return {
    entries: [
      ...ofPage.filter((entry) => matches(entry, words)),
      ...(isFetching ? found.filter((entry) => matches(entry, words)) : found),
      ...(search ? entriesBeyond(search, ways.go) : []),
    ],
    isAsking: isAsked && isFetching,
    isSilent: isAsked && isError,
    /** Of links and customers only those were looked for whose id this is. */
    isNarrow: isAsked && !isWideSearch(search),
  }
}
