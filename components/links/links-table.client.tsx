'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'

import { LinksTableBody } from '@/components/links/links-table-body'
import type { Answer } from '@/lib/core/answers'
import type { LinkView } from '@/lib/core/link-view'

export type LinksTableProps = {
  links: LinkView[]
  /** The desk's clock as of these links, as an ISO instant. */
  asOf: string
  canMake: boolean
  revoke: (linkId: string) => Promise<Answer<LinkView>>
}

/** One page of links, newest first; rows that can still change do so by themselves. */
export function LinksTable(props: LinksTableProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <LinksTableBody {...props} />
    </QueryClientProvider>
  )
}
