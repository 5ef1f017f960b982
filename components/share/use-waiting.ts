import { useEffect, useState } from 'react'

import { fetchAfter } from '@/components/link-form/fetch-after'
import type { ConnectionView } from '@/lib/core/connection-view'
import { deskRoutes } from '@/lib/core/desk-routes'
import { isWaitingAnswer, type WaitingLink } from '@/lib/core/waiting-link'

/** The links that wait for a connection: as its page told them, and then as they are by now. */
export const useWaiting = ({ id, integration, customer, waiting }: ConnectionView): WaitingLink[] => {
  const [told, setTold] = useState<WaitingLink[] | null>(null)
  const question = deskRoutes.connectionWaiting(integration.key, id, customer.id)
  useEffect(() => {
    const asked = new AbortController()
    const ask = async () => {
      const body = await fetchAfter(0, question, asked.signal).catch(() => null)
      if (!asked.signal.aborted && isWaitingAnswer(body)) setTold(body.waiting)
    }
    void ask()
    return () => asked.abort()
  }, [question])
  return told ?? waiting
}
