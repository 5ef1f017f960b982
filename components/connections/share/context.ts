import { createContext, use } from 'react'

import type { ConnectionView } from '@/lib/connections/view'
import type { ConnectedCustomer } from '@/lib/customers/fields'

/** What somebody wants to hand out: a link for a customer, or one that connects a connection anew. */
export type ShareSubject =
  | { kind: 'connect'; customer: ConnectedCustomer | null }
  | { kind: 'reconnect'; connection: ConnectionView }

export type Share = {
  /** Opens the panel; the focus comes back to `opener` when it closes. */
  open: (subject: ShareSubject, opener: HTMLElement | null) => void
  /** Fetches the panel's code ahead. */
  prepare: (kind: ShareSubject['kind']) => void
}

export const ShareContext = createContext<Share | null>(null)

export function useShare(): Share {
  const share = use(ShareContext)
  if (!share) throw new Error('a share button stands outside of ShareDesk')
  return share
}
